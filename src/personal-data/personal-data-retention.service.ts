import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { unfinishedErasures } from './erasures.repository.js';
import { DueOrdersService } from './due-orders.service.js';
import { markExpired, markLate, type Place, storesThatErase } from './retention.repository.js';

const BATCH = 1000;

/** Every night: what an erasure waited for, what came in since for orders that were erased, and what a store keeps no longer. */
@Injectable()
export class PersonalDataRetention {
  private stopping = false;

  constructor(
    private readonly database: DataSource,
    private readonly due: DueOrdersService,
  ) {}

  stop(): void {
    this.stopping = true;
    this.due.stop();
  }

  /** @returns orders that were erased */
  async run(): Promise<number> {
    const { manager } = this.database;
    await markLate(manager);
    for (const store of await storesThatErase(manager)) {
      let place: Place | undefined;
      do place = this.stopping ? undefined : await markExpired(manager, store, place, BATCH);
      while (place);
    }
    let erased = 0;
    for (const id of await unfinishedErasures(manager)) {
      erased += await this.due.ofErasure(id, undefined, Number.POSITIVE_INFINITY);
    }
    return erased + (await this.due.ofRetention());
  }
}
