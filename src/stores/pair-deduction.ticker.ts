import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deductsTwice, readPairDeducts } from '../magento/check/shipping-check.js';
import { errorWords } from '../platform/errors/app-error.js';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { deductionTraits } from './pair-deduction.js';
import { unitsShippedInPairs } from './store-check.read-model.js';
import { storesThatShipInPairs } from './stores.repository.js';
import { type StoreContext, StoresService } from './stores.service.js';

/** Looks once a day, at stores that make both documents in Magento, whether that deducts their stock twice. */
@Injectable()
export class PairDeductionTicker {
  private readonly logger = new Logger(PairDeductionTicker.name);

  constructor(
    private readonly database: DataSource,
    private readonly stores: StoresService,
  ) {}

  @Tick({ name: 'stores.pair-deduction', every: '03:20' })
  async look(): Promise<void> {
    for (const code of await storesThatShipInPairs(this.database.manager)) {
      const store = await this.stores.byCode(code);
      await this.lookAt(store).catch((error: unknown) =>
        this.logger.warn(
          { store: code, ...errorWords(error) },
          'could not tell how shipments deduct the stock',
        ),
      );
    }
  }

  private async lookAt(store: StoreContext): Promise<void> {
    const pairDeducts = await readPairDeducts(this.stores.magentoOf(store));
    const units = pairDeducts === 'twice' ? await unitsShippedInPairs(this.database.manager, store.id) : 0;
    await this.stores.learn(store, deductionTraits(pairDeducts, units));
    if (pairDeducts === 'twice') this.logger.warn({ store: store.code, units }, deductsTwice(units));
  }
}
