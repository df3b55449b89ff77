import type { MagentoLine, MagentoOrder } from '../magento/magento.types.js';
import { shippableRows, topRows } from '../orders/order-lines.js';
import { OperationKind } from '../operations/operation.types.js';
import type { Planned } from './shadow.types.js';

interface Body {
  items?: MagentoLine[];
  tracks?: { track_number: string }[];
}

/** Of POST shipment/ all stands in `entity`. */
function bodyOf({ request }: Planned): Body {
  const body = (request?.body ?? {}) as Body & { entity?: Body };
  return body.entity ?? body;
}

/** The rows that a request names; without any it means everything. */
export function linesOf(planned: Planned, order: MagentoOrder): MagentoLine[] {
  const { items } = bodyOf(planned);
  if (items) {
    return items.filter(({ qty }) => qty > 0).map(({ order_item_id, qty }) => ({ order_item_id, qty }));
  }
  const rows = planned.kind === OperationKind.Invoice ? topRows(order) : shippableRows(order);
  return rows.map((row) => ({ order_item_id: row.item_id, qty: row.qty_ordered ?? 0 }));
}

export function awbsOf(planned: Planned): string[] {
  return (bodyOf(planned).tracks ?? []).map((track) => track.track_number);
}
