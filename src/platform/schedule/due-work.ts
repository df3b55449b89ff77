import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { time } from '../time/time.js';
import { namesThatHold } from './due-work.repository.js';

/** Ticks that come within this time share one answer. Shorter than any tick's interval. */
const FRESH_MS = 400;
/** A tick runs after this time even where the answer is no: a condition that is too narrow delays work, and loses none. */
const RUN_ANYWAY_MS = 60_000;

/**
 * Says which ticks have work. One statement asks for all of them: a quiet service would otherwise spend most of the
 * database's time on claims that find nothing.
 */
@Injectable()
export class DueWork {
  private readonly conditions = new Map<string, string>();
  private readonly ranAt = new Map<string, number>();
  private asked: { at: number; names: Promise<ReadonlySet<string>> } | undefined;

  constructor(private readonly database: DataSource) {}

  /** @param condition SQL without parameters that holds whenever the tick would find something */
  register(name: string, condition: string): void {
    this.conditions.set(name, condition);
    this.ranAt.set(name, time.monotonic());
    this.asked = undefined;
  }

  /** Also true once a minute. Rejects where the database does not answer. @param name that was registered */
  async isDue(name: string): Promise<boolean> {
    const longAgo = time.monotonic() - this.ranAt.get(name)! >= time.waitMs(RUN_ANYWAY_MS);
    if (!longAgo && !(await this.names()).has(name)) return false;
    this.ranAt.set(name, time.monotonic());
    return true;
  }

  private names(): Promise<ReadonlySet<string>> {
    const now = time.monotonic();
    if (!this.asked || now - this.asked.at >= time.tickMs(FRESH_MS)) {
      this.asked = { at: now, names: namesThatHold(this.database.manager, this.conditions) };
    }
    return this.asked.names;
  }
}
