import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rowsOf } from '../platform/database/data-source.js';
import { orderFlows, silencesOf } from './silence.js';
import { Tick } from '../platform/schedule/tick.decorator.js';

/** A stream that has not gone through for this time is not merely busy. */
const LATE_SECONDS = 15 * 60;

/** Says once, for a person to act, that orders stopped coming or a stream stopped running; and once that it is over. */
@Injectable()
export class SilenceTicker {
  private readonly logger = new Logger(SilenceTicker.name);
  private readonly reported = new Set<string>();

  constructor(private readonly database: DataSource) {}

  @Tick({ name: 'silence', every: 60_000 })
  async look(): Promise<void> {
    const now = new Map<string, object>();
    for (const { storeCode, usual, since, explanation } of silencesOf(
      await orderFlows(this.database.manager),
    )) {
      now.set(`orders of ${storeCode}`, { store: storeCode, since, usual, explanation });
    }
    for (const late of await this.lateStreams()) now.set(`${late.stream} of ${late.store}`, late);
    for (const [what, facts] of now) {
      if (!this.reported.has(what)) this.logger.error(facts, `silence: ${what}`);
      this.reported.add(what);
    }
    for (const what of this.reported) {
      if (now.has(what)) continue;
      this.reported.delete(what);
      this.logger.log(`silence over: ${what}`);
    }
  }

  /** Streams that fail, or that are due and nobody runs. */
  private lateStreams(): Promise<{ store: string; stream: string; error: string | null }[]> {
    return rowsOf(
      this.database.manager,
      `SELECT s.code AS store, c.stream, c.last_success_at AS "lastSuccessAt", r.error_code AS error
       FROM sync_cursor c JOIN store s ON s.id = c.store_id
       LEFT JOIN LATERAL (SELECT error_code FROM sync_run r WHERE r.store_id = c.store_id AND r.stream = c.stream
         ORDER BY r.id DESC LIMIT 1) r ON true
       WHERE NOT s.paused AND (
         (c.failures > 0 AND coalesce(c.last_success_at, s.created_at)
           < now() - make_interval(secs => CASE c.stream WHEN 'orders.sweep' THEN 172800 ELSE $1::int END))
         OR (c.next_run_at < now() - make_interval(secs => $1) AND coalesce(c.lease_until, '-infinity') < now()))`,
      [LATE_SECONDS],
    );
  }
}
