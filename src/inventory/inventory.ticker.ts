import { Injectable } from '@nestjs/common';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { INVENTORY_RUN_DUE } from './inventory-runs.repository.js';
import { InventoryRuns } from './inventory-runs.js';

/** The nightly full push: each store has its hour. */
@Injectable()
export class InventoryTicker {
  constructor(private readonly runs: InventoryRuns) {}

  @Tick({ name: 'inventory.runs', every: 30_000, due: INVENTORY_RUN_DUE })
  tick(): Promise<void> {
    return this.runs.tick();
  }
}
