import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { callPersonForDoubts } from './long-doubts.repository.js';
import { OPERATION_DUE, OperationsRepository } from './operations.repository.js';
import { RUN_OPERATION } from './operations.jobs.js';
import { Tick } from '../platform/schedule/tick.decorator.js';

/** Also the most jobs that wait: rows whose jobs are not taken in time are due again. */
const JOBS_WAITING = 100;

/** Finds operations that nobody works on: in doubt, waiting, or left behind by a dead process. */
@Injectable()
export class OperationsTicker {
  private readonly logger = new Logger(OperationsTicker.name);

  constructor(
    private readonly database: DataSource,
    private readonly ledger: OperationsRepository,
    private readonly jobs: JobsService,
  ) {}

  @Tick({ name: 'operations', every: 1000, due: OPERATION_DUE })
  tick(): Promise<void> {
    return this.database.transaction(async (manager) => {
      const room = JOBS_WAITING - (await this.jobs.waiting(manager, RUN_OPERATION, JOBS_WAITING));
      const ids = room > 0 ? await this.ledger.due(manager, room) : [];
      for (const id of ids) await this.jobs.send(manager, RUN_OPERATION, { id });
    });
  }

  @Tick({ name: 'operations.doubt', every: 60_000 })
  async callPerson(): Promise<void> {
    for (const operation of await callPersonForDoubts(this.database.manager)) {
      this.logger.error(operation, 'operation stays in doubt: look at the order in Magento');
    }
  }
}
