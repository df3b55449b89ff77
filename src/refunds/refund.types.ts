import type { OrderLine } from '../orders/order-lines.js';

/** What is asked for: lines, the open rest, or amounts alone. Amounts are in the shop's base currency. */
export interface RefundInput extends Record<string, unknown> {
  items?: OrderLine[];
  /** One unit of this SKU came back, of whichever line has one left. */
  returnedSku?: string;
  openRest: boolean;
  shippingAmount: number;
  adjustmentPositive: number;
  adjustmentNegative: number;
  online: boolean;
  invoiceId?: string;
  returnToStock: boolean;
  notify: boolean;
  reason?: string;
}
