import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { unlessLocked } from '../platform/database/lock-retries.js';
import { TEXTS_OF_NO_ORDER } from './erasure-rules.repository.js';
import { addCounts, addressesOf, type Counts, dueOrders } from './erasures.repository.js';
import { OrderErasure } from './order-erasure.js';
import { redact } from './order-erasure.repository.js';
import { Redaction, tellingValuesOf, valuesOf } from './redaction.js';

const BATCH = 100;
/** An order that somebody else is changing is tried again so often, and then the next night. */
const TRIES = 3;
/** A pattern of more would take PostgreSQL too long. */
const MOST_VALUES = 200;

/** Erases the orders that are due and have nothing open. */
@Injectable()
export class DueOrdersService {
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly orders: OrderErasure,
  ) {}

  stop(): void {
    this.stopping = true;
  }

  /**
   * Erases the orders of one erasure. What belongs to no order is looked through before, while the orders still tell what to look for, and
   * after, for an answer that was just being kept.
   * @param most orders; the rest follows at night
   */
  async ofErasure(erasureId: string, email: string | undefined, most: number): Promise<number> {
    const values = new Set(email === undefined ? [] : [email]);
    let erased = 0;
    for (let after = '0'; erased < most && !this.stopping;) {
      const ids = await dueOrders(this.database.manager, erasureId, after, BATCH);
      if (ids.length === 0) break;
      const found = tellingValuesOf(valuesOf(await addressesOf(this.database.manager, ids)));
      await this.unrelated(erasureId, found);
      for (const value of found) if (values.size < MOST_VALUES) values.add(value);
      erased += await this.each(ids);
      after = ids.at(-1)!;
    }
    await this.unrelated(erasureId, [...values]);
    return erased;
  }

  /** Those whose time is over by the setting of their store. */
  async ofRetention(): Promise<number> {
    let erased = 0;
    for (let after = '0'; !this.stopping;) {
      const ids = await dueOrders(this.database.manager, null, after, BATCH);
      if (ids.length === 0) break;
      erased += await this.each(ids);
      after = ids.at(-1)!;
    }
    return erased;
  }

  private async each(ids: string[]): Promise<number> {
    let erased = 0;
    for (const id of ids) {
      if (this.stopping) break;
      if (await this.one(id)) erased++;
    }
    return erased;
  }

  private one(id: string): Promise<Counts | undefined> {
    return unlessLocked(TRIES, () => this.database.transaction((manager) => this.orders.erase(manager, id)));
  }

  private async unrelated(erasureId: string, values: string[]): Promise<void> {
    if (values.length === 0) return;
    await this.database.transaction(async (manager) => {
      const counts = await redactUnrelated(manager, values);
      await addCounts(manager, erasureId, counts);
    });
  }
}

/** What belongs to no order that we know. */
export async function redactUnrelated(manager: EntityManager, values: string[]): Promise<Counts> {
  const counts: Counts = {};
  const redaction = new Redaction(values);
  for (const place of TEXTS_OF_NO_ORDER) await redact(manager, place, [], redaction, counts);
  return counts;
}
