import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MagentoClients } from '../magento/magento-clients.js';
import { checkStore } from '../magento/check/store-check.js';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { InventoryMode } from './dto/store-settings.dto.js';
import type { StoreCheckDto } from './dto/store.dto.js';
import { checkEndpoints } from './endpoint-check.js';
import { checkParked } from './parked-check.js';
import { checkStoreViews } from './store-view-check.js';
import { StoresService } from './stores.service.js';

/** The store check of the admin API and of `cli doctor`. Works for a paused store too. */
@Injectable()
export class StoreCheckService {
  constructor(
    private readonly stores: StoresService,
    private readonly magento: MagentoClients,
    private readonly database: DataSource,
  ) {}

  /** @throws NotFoundError */
  async check(storeCode: string, actor: Actor): Promise<StoreCheckDto> {
    const store = await this.stores.byCode(storeCode);
    const { statusesToFetch, cancelStatuses, inventoryMode, locationSources } = store.settings;
    const client = this.magento.for(this.stores.connectionOf(store));
    const { items, traits } = await checkStore(client, {
      statuses: [...statusesToFetch, ...cancelStatuses],
      bySource: inventoryMode === InventoryMode.SourceItems,
      sourceCodes: [...new Set(Object.values(locationSources))],
    });
    items.push(await checkStoreViews(this.database.manager, store.id));
    items.push(await checkParked(this.database.manager, store.id));
    items.push(await checkEndpoints(this.database.manager, store.id));
    if (Object.keys(traits).length > 0) await this.stores.learn(store, traits);
    const ok = items.every((item) => item.result !== 'failed');
    const { manager } = this.database;
    const subject = `store:${storeCode}`;
    await recordAudit(manager, actor, 'store.check', subject, null, null, storeCode, ok ? 'ok' : 'failed');
    return { storeCode, ok, checks: items };
  }
}
