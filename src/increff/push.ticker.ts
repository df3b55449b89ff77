import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { StoresService } from '../stores/stores.service.js';
import { PUSHING_STORE, pushingStores } from './increff-pushes.repository.js';
import { PushService } from './push.service.js';

/** Looks for orders that Increff is to hear of, in stores that push. */
@Injectable()
export class PushTicker {
  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
    private readonly pushes: PushService,
  ) {}

  @Tick({ name: 'increff.push', every: 2000, due: PUSHING_STORE })
  async tick(): Promise<void> {
    for (const code of await pushingStores(this.database.manager)) {
      await this.pushes.push(await this.stores.byCode(code));
    }
  }
}
