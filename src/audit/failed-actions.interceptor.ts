import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, type Observable, throwError } from 'rxjs';
import { DataSource } from 'typeorm';
import { tally } from '../platform/audit/audit-tally.repository.js';
import { NotFoundError } from '../platform/errors/app-error.js';
import { toAppError } from '../platform/http/problem.filter.js';

/** What people do, and is in the log when it goes well; writes that Increff asks for are in the ledger of operations. */
const BY_PEOPLE = /^\/(?:admin|console|deliveries|operations)\/|\/release$/;

/** An action that did not go well is in the audit log too, with the code of its error: once an hour, with the count at its end. */
@Injectable()
export class FailedActionsInterceptor implements NestInterceptor {
  private readonly logger = new Logger(FailedActionsInterceptor.name);

  constructor(private readonly database: DataSource) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { method, clientId, routeOptions } = request;
    if (method === 'GET' || clientId === undefined || !BY_PEOPLE.test(routeOptions.url ?? '')) {
      return next.handle();
    }
    return next
      .handle()
      .pipe(
        catchError((error: unknown) =>
          from(this.note(request, error)).pipe(mergeMap(() => throwError(() => error))),
        ),
      );
  }

  private async note(request: FastifyRequest, error: unknown): Promise<void> {
    const { method, clientId, routeOptions, id, ip: address } = request;
    try {
      await tally(this.database.manager, {
        action: 'action',
        result: 'failed',
        actor: { clientId: clientId!, requestId: String(id), address },
        subject: `${method} ${routeOptions.url} ${toAppError(error).code}`,
        storeCode: storeOf(request, error),
      });
    } catch (failure) {
      this.logger.warn({ err: failure, requestId: id }, 'a failed action is not in the audit log');
    }
  }
}

/** One that is not there must not be kept: anything can be asked for. */
function storeOf(request: FastifyRequest, error: unknown): string | undefined {
  const picked = request.store ?? request.consoleStore;
  if (picked) return picked.code;
  const { storeCode } = request.params as { storeCode?: string };
  return error instanceof NotFoundError ? undefined : storeCode;
}
