import type { EntityManager } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import type { StillOpen } from './shipment.types.js';

export interface NewHandover {
  storeId: number;
  orderId: string;
  /** shipment.id; undefined: what was left of an order. */
  shipmentRowId: string | undefined;
  handoverId: string | undefined;
  shipped: boolean;
  orderState: string;
  orderStatus: string | null;
  stillOpen: StillOpen;
  gatePassCode: string | undefined;
  operationId: string;
}

/** Stores the handover and marks the parcel; the first one of a parcel stands, unless Magento has nothing of it. */
export async function recordHandover(manager: EntityManager, handover: NewHandover): Promise<void> {
  await preparedRows(
    manager,
    `INSERT INTO handover (store_id, order_id, shipment_id, handover_id, sync_state, order_state, order_status,
                           still_open, gate_pass_code, operation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (order_id, shipment_id) DO UPDATE SET
       handover_id = excluded.handover_id, sync_state = excluded.sync_state, order_state = excluded.order_state,
       order_status = excluded.order_status, still_open = excluded.still_open, operation_id = excluded.operation_id
     WHERE handover.handover_id IS NULL AND excluded.handover_id IS NOT NULL`,
    [
      handover.storeId,
      handover.orderId,
      handover.shipmentRowId ?? null,
      handover.handoverId ?? null,
      handover.shipped ? 'SHIPPED' : 'RECORDED',
      handover.orderState,
      handover.orderStatus,
      JSON.stringify(handover.stillOpen),
      handover.gatePassCode ?? null,
      handover.operationId,
    ],
  );
  if (handover.shipmentRowId === undefined) return;
  await preparedRows(
    manager,
    `UPDATE shipment SET sync_state = 'HANDED_OVER', updated_at = now(),
       magento_shipment_id = coalesce(magento_shipment_id, $2) WHERE id = $1 AND sync_state <> 'VOID'`,
    [handover.shipmentRowId, handover.handoverId ?? null],
  );
}

export interface HandoverRow {
  handover_id: string | null;
  shipment_code: string | null;
  order_state: string;
  order_status: string | null;
  still_open: StillOpen;
  operation_id: string;
}

/** The order's handovers, the latest last. */
export async function handoversOfOrder(manager: EntityManager, orderId: string): Promise<HandoverRow[]> {
  return preparedRows<HandoverRow>(
    manager,
    `SELECT h.handover_id, s.shipment_code, h.order_state, h.order_status, h.still_open, h.operation_id
     FROM handover h LEFT JOIN shipment s ON s.id = h.shipment_id WHERE h.order_id = $1 ORDER BY h.id`,
    [orderId],
  );
}
