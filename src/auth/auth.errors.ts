import { AppError } from '../platform/errors/app-error.js';

export class ClientExistsError extends AppError {
  readonly code = 'CLIENT_EXISTS';
  readonly status = 409;
  override readonly errors = [{ field: 'clientId', message: 'is taken by another client' }];

  constructor(id: string) {
    super(`There is a client ${id} already.`);
  }
}

export class ClientBusyError extends AppError {
  readonly code = 'WORK_IS_OPEN';
  readonly status = 409;

  constructor(id: string, writes: number) {
    super(`Client ${id} has ${writes} writes that are not settled. Disable it until they are.`);
  }
}
