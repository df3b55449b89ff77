import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { closeTallies, TALLY_ENDED } from '../platform/audit/audit-tally.repository.js';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { AuditStream } from './audit-stream.js';
import { LEFT_TO_WRITE_OUT } from './audit.repository.js';

/** Takes the counts of ended hours into the log, and writes it out. */
@Injectable()
export class AuditTicker {
  constructor(
    private readonly database: DataSource,
    private readonly stream: AuditStream,
  ) {}

  @Tick({ name: 'audit', every: 5000, due: `${TALLY_ENDED} OR ${LEFT_TO_WRITE_OUT}` })
  async tick(): Promise<void> {
    await closeTallies(this.database.manager);
    await this.stream.writeOut();
  }
}
