import { Injectable } from '@nestjs/common';
import { MagentoClients } from '../magento/magento-clients.js';
import { checkStore } from '../magento/check/store-check.js';
import type { StoreCheckDto } from './dto/store.dto.js';
import { StoresService } from './stores.service.js';

/** The store check of the admin API and of `cli doctor`. Works for a paused store too. */
@Injectable()
export class StoreCheckService {
  constructor(
    private readonly stores: StoresService,
    private readonly magento: MagentoClients,
  ) {}

  /** @throws NotFoundError */
  async check(storeCode: string): Promise<StoreCheckDto> {
    const store = await this.stores.byCode(storeCode);
    const { statusesToFetch, cancelStatuses } = store.settings;
    const client = this.magento.for(this.stores.connectionOf(store));
    const { items, traits } = await checkStore(client, [...statusesToFetch, ...cancelStatuses]);
    if (Object.keys(traits).length > 0) await this.stores.learn(store, traits);
    return { storeCode, ok: items.every((item) => item.result !== 'failed'), checks: items };
  }
}
