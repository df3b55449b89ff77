import type { MagentoClient } from '../magento.client.js';
import { NoSalable, SALABLE_RIGHT, whyNoSalable } from '../salable.client.js';
import { type CheckItem, notFoundOut, ok, warning } from './check-item.js';

const CHECK = 'salable quantity';

/** Whether what Magento still sells can be compared with what it was given. The store works without. */
export async function checkSalable(client: MagentoClient, websiteCode: string): Promise<CheckItem> {
  try {
    const { stockId, name } = await client.salable.stockOf(websiteCode);
    return ok(CHECK, `The website ${websiteCode} sells from stock ${stockId} (${name}).`);
  } catch (error) {
    switch (whyNoSalable(error)) {
      case NoSalable.NotInstalled:
        return ok(CHECK, 'Not installed: Magento deducts stock when an order is placed.');
      case NoSalable.MissingRight:
        return warning(
          `right ${SALABLE_RIGHT}`,
          `Missing: what Magento still sells is not compared. Give ${SALABLE_RIGHT} to the user's role or the integration.`,
        );
      case NoSalable.NoStock:
        return warning(
          CHECK,
          `The website ${websiteCode} has no stock: set websiteCode to the code of the website that sells.`,
        );
      case undefined:
        return notFoundOut(CHECK, error);
    }
  }
}
