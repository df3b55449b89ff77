import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { stateOf } from '../magento/check/check-item.js';
import { checkStore } from '../magento/check/store-check.js';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { deductionTraits } from './pair-deduction.js';
import { ShipmentMode } from './dto/store-settings.dto.js';
import type { StoreCheckDto } from './dto/store.dto.js';
import { checkCouriers } from './courier-check.js';
import { checkEndpoints } from './endpoint-check.js';
import { checkMode } from './mode-check.js';
import { checkParked } from './parked-check.js';
import { sourceWish } from './stock-writing.js';
import { unitsShippedInPairs } from './store-check.read-model.js';
import { checkSharedStock, checkStoreViews } from './store-view-check.js';
import { StoresService } from './stores.service.js';

/** The store check of the admin API and of `cli doctor`. Works for a paused store too. */
@Injectable()
export class StoreCheckService {
  constructor(
    private readonly stores: StoresService,
    private readonly database: DataSource,
  ) {}

  /** @throws NotFoundError */
  async check(storeCode: string, actor: Actor): Promise<StoreCheckDto> {
    const store = await this.stores.byCode(storeCode);
    const { statusesToFetch, cancelStatuses, locationSources } = store.settings;
    const { manager } = this.database;
    const client = this.stores.magentoForLooking(store);
    const shippedInPairs = await unitsShippedInPairs(manager, store.id);
    const { items, traits } = await checkStore(client, {
      statuses: [...statusesToFetch, ...cancelStatuses],
      bySource: sourceWish(store),
      sourceCodes: [...new Set(Object.values(locationSources))],
      documented: store.settings.shipmentMode === ShipmentMode.Documented,
      shippedInPairs,
      websiteCode: store.settings.websiteCode,
    });
    items.push(await checkMode(manager, store));
    items.push(await checkStoreViews(manager, store.id));
    items.push(...(await checkSharedStock(manager, store.id)));
    items.push(await checkParked(manager, store.id));
    items.push(await checkEndpoints(manager, store.id));
    const names = store.settings.couriers.map(({ name }) => name);
    items.push(...checkCouriers(names, this.stores.clientSecretsOf(store).courierSecrets));
    const deduction = deductionTraits(traits.pairDeducts, shippedInPairs);
    if (Object.keys(traits).length > 0) await this.stores.learn(store, { ...traits, ...deduction });
    const state = stateOf(items);
    const ok = state === 'well';
    const subject = `store:${storeCode}`;
    await recordAudit(manager, actor, {
      action: 'store.check',
      subject,
      storeCode,
      result: ok ? 'ok' : 'failed',
    });
    return { storeCode, ok, state, checks: items };
  }
}
