import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppConfig } from '../platform/config/app-config.js';
import { terminal } from '../platform/logging/terminal.js';
import { anyToWriteOut, type AuditRow, auditAfter, moveStream, takeStream } from './audit.repository.js';

const BATCH = 500;
/** pino's number for INFO. */
const INFO = 30;

/**
 * Writes the audit log out as log lines of their own kind, each entry at least once and in the order of the chain, by one worker
 * at a time. With position and hash they are the copy outside by which a tail that was cut off shows. What was changed is left
 * out: it may name people.
 */
@Injectable()
export class AuditStream {
  constructor(
    private readonly database: DataSource,
    private readonly config: AppConfig,
  ) {}

  /** Nothing is written, nor passed over, where all output is switched off. */
  async writeOut(write = (line: string): unknown => (terminal ?? process.stdout).write(line)): Promise<void> {
    if (this.config.logLevel === 'silent') return;
    while (await anyToWriteOut(this.database.manager)) {
      const full = await this.database.transaction((manager) => this.batch(manager, write));
      if (!full) return;
    }
  }

  private async batch(manager: EntityManager, write: (line: string) => unknown): Promise<boolean> {
    const position = await takeStream(manager);
    if (position === undefined) return false;
    const rows = await auditAfter(manager, position, BATCH);
    if (rows.length === 0) return false;
    write(rows.map(lineOf).join(''));
    await moveStream(manager, rows.at(-1)!.position);
    return rows.length === BATCH;
  }
}

function lineOf({ at, before: _, after: __, ...row }: AuditRow): string {
  const msg = `${row.action} ${row.result}`;
  return `${JSON.stringify({ level: INFO, time: at.getTime(), kind: 'audit', at: at.toISOString(), ...row, msg })}\n`;
}
