import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { silencesOf } from './silence.js';
import { lateStreams, orderFlows } from './silence.read-model.js';
import { Tick } from '../platform/schedule/tick.decorator.js';

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
    for (const late of await lateStreams(this.database.manager)) {
      now.set(`${late.stream} of ${late.store}`, late);
    }
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
}
