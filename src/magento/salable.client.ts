import { pathPart } from './auth/signed-path.js';
import { saysNoRoute } from './error-mapping.js';
import type { MagentoCaller } from './magento-caller.js';
import { MagentoNotFoundError, MagentoPermissionError, MagentoProtocolError } from './magento.errors.js';
import { numberOf } from './stock.client.js';

/** Why a shop has no salable quantities for us. */
export enum NoSalable {
  /** The modules of multi-source inventory are off, or not there. */
  NotInstalled = 'NOT_INSTALLED',
  MissingRight = 'MISSING_RIGHT',
  /** The website has no stock: its code is another one. */
  NoStock = 'NO_STOCK',
}

/** The stock that a website sells from. */
export interface WebsiteStock {
  stockId: number;
  name: string;
}

/** More is no quantity. */
const MOST = 1e12;

/** Both calls need it (InventorySalesApi webapi.xml). */
export const SALABLE_RIGHT = 'Magento_InventorySalesApi::stock';

/** What customers can still buy: the sources of a stock, less reservations and the out-of-stock threshold (InventorySales GetProductSalableQty). */
export class SalableClient {
  constructor(private readonly caller: MagentoCaller) {}

  /** One try, without a SKU in the question. @throws MagentoError */
  async stockOf(websiteCode: string): Promise<WebsiteStock> {
    const path = `/inventory/stock-resolver/website/${pathPart(websiteCode)}`;
    const { value } = await this.caller.probe<unknown>({ method: 'GET', path });
    const { stock_id: id, name } = (value ?? {}) as { stock_id?: unknown; name?: unknown };
    const stockId = numberOf(id);
    if (stockId === undefined || !Number.isInteger(stockId) || stockId < 1) {
      throw new MagentoProtocolError('Magento answered no stock of the website.', 200);
    }
    return { stockId, name: typeof name === 'string' ? name : '' };
  }

  /**
   * The number is answered bare, and below 0 where backorders are taken. Asked once, and past the breaker: nobody waits for it, and
   * its failures must not close the shop to the writes. @throws MagentoError
   */
  async quantityOf(sku: string, stockId: number): Promise<number> {
    const path = `/inventory/get-product-salable-quantity/${pathPart(sku)}/${stockId}`;
    const { value } = await this.caller.probe<unknown>({ method: 'GET', path, subject: sku });
    const quantity = numberOf(value);
    if (quantity === undefined || Math.abs(quantity) > MOST) {
      throw new MagentoProtocolError('Magento answered no salable quantity.', 200);
    }
    return quantity;
  }
}

/** @param error of {@link SalableClient.stockOf}; undefined: it says nothing of the kind, as the page of a proxy */
export function whyNoSalable(error: unknown): NoSalable | undefined {
  if (error instanceof MagentoPermissionError) return NoSalable.MissingRight;
  if (!(error instanceof MagentoNotFoundError)) return undefined;
  return saysNoRoute(error) ? NoSalable.NotInstalled : NoSalable.NoStock;
}
