import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ActorWord, actorCalled } from '../platform/audit/actor-words.js';
import { recordAudit } from '../platform/audit/audit-log.js';
import { PersonalDataRetention } from '../personal-data/personal-data-retention.service.js';
import { OrderDeletion } from './order-deletion.service.js';
import { applyRule, RETENTION_RULES, type RetentionRule } from './retention-rules.repository.js';
import { isMyTurn } from './retention-turn.repository.js';
import { time } from '../platform/time/time.js';

const BATCH = 1000;
/** Others are to have the database between two batches. */
const PAUSE_MS = 50;

export interface Pruned {
  table: string;
  rows: number;
}

/** Removes what is past its time, in small batches, so that no lock lasts and no transaction is long. */
@Injectable()
export class RetentionService {
  private readonly logger = new Logger(RetentionService.name);
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly personalData: PersonalDataRetention,
    private readonly orders: OrderDeletion,
  ) {}

  stop(): void {
    this.stopping = true;
    this.personalData.stop();
    this.orders.stop();
  }

  /** One row of the audit log tells what was removed. */
  async prune(actor: ActorWord): Promise<Pruned[]> {
    const counts = new Map<string, number>();
    for (const rule of RETENTION_RULES) {
      counts.set(rule.table, (counts.get(rule.table) ?? 0) + (await this.apply(rule)));
    }
    counts.set('order', await this.personalData.run());
    counts.set('deleted_order', await this.orders.run());
    const pruned = [...counts].map(([table, rows]): Pruned => ({ table, rows }));
    const some = pruned.filter(({ rows }) => rows > 0);
    if (some.length > 0) {
      const after = Object.fromEntries(some.map(({ table, rows }) => [table, rows]));
      const { manager } = this.database;
      await recordAudit(manager, actorCalled(actor), {
        action: 'retention.prune',
        subject: 'database',
        after,
      });
    }
    this.logger.log({ pruned: some }, 'retention done');
    return pruned;
  }

  private async apply(rule: RetentionRule): Promise<number> {
    for (let rows = 0; ;) {
      const batch = this.stopping ? 0 : await this.batch(rule);
      rows += batch;
      if (batch < BATCH) return rows;
      await time.sleep(PAUSE_MS);
    }
  }

  private batch(rule: RetentionRule): Promise<number> {
    return this.database.transaction(async (manager) => {
      if (!(await isMyTurn(manager))) return 0;
      return applyRule(manager, rule, BATCH);
    });
  }
}
