import { fromMagentoTime } from '../magento/magento-time.js';
import type { MagentoCreditMemo, MagentoLine } from '../magento/magento.types.js';
import { toColumn, toMoney, units } from '../orders/money.js';
import type { OrderLine } from '../orders/order-lines.js';
import { type CreditMemoDto, type CreditMemoState, CreditMemoSyncState } from './dto/refund.dto.js';

/** Columns that come from Magento. */
export interface CreditMemoRecord {
  credit_memo_id: string;
  increment_id: string | null;
  state: CreditMemoState;
  grand_total: string;
  tax: string;
  shipping: string;
  adjustment: string;
  currency: string | null;
  items: OrderLine[];
  magento_created_at: Date | null;
}

export interface CreditMemoRow extends CreditMemoRecord {
  sync_state: CreditMemoSyncState;
  idempotency_key: string;
}

const STATES: Record<number, string> = { 1: 'OPEN', 2: 'REFUNDED', 3: 'CANCELLED' };

export function toCreditMemoRecord(memo: MagentoCreditMemo): CreditMemoRecord {
  return {
    credit_memo_id: String(memo.entity_id),
    increment_id: memo.increment_id ?? null,
    state: (STATES[memo.state ?? 1] ?? 'OPEN') as CreditMemoState,
    grand_total: toColumn(units(memo.grand_total)),
    tax: toColumn(units(memo.tax_amount)),
    shipping: toColumn(units(memo.shipping_amount)),
    adjustment: toColumn(units(memo.adjustment)),
    currency: memo.order_currency_code ?? null,
    items: (memo.items ?? []).map((item) => ({
      orderItemCode: String(item.order_item_id),
      channelSkuCode: item.sku ?? '',
      quantity: item.qty,
    })),
    magento_created_at: fromMagentoTime(memo.created_at) ?? null,
  };
}

export function toCreditMemoDto(row: CreditMemoRow, orderCode: string): CreditMemoDto {
  return {
    creditMemoId: row.credit_memo_id,
    creditMemoNumber: row.increment_id,
    orderCode,
    refundId: row.sync_state === CreditMemoSyncState.Created ? row.idempotency_key : null,
    state: row.state,
    syncState: row.sync_state,
    grandTotal: toMoney(row.grand_total),
    tax: toMoney(row.tax),
    shipping: toMoney(row.shipping),
    adjustment: toMoney(row.adjustment),
    currency: row.currency,
    items: row.items,
    magentoCreatedAt: row.magento_created_at?.toISOString() ?? null,
  };
}

/** The lines of a credit memo as Magento rows. */
export function linesOf(memo: MagentoCreditMemo): MagentoLine[] {
  return (memo.items ?? []).map(({ order_item_id, qty }) => ({ order_item_id, qty }));
}
