import type { FoundReturnDto, ReturnOrderViewDto } from './dto/return-view.dto.js';
import { ReturnItemState, ReturnState, type ReturnRow } from './return.types.js';

export function toViewDto(row: ReturnRow & { order_code: string }): ReturnOrderViewDto {
  return {
    returnOrderCode: row.return_order_code,
    forwardOrderCode: row.forward_order_code,
    orderCode: row.order_code,
    locationCode: row.location_code,
    orderType: row.order_type,
    awbNumber: row.awb_number,
    transporter: row.transporter,
    state: row.sync_state,
    history: row.history.map(({ state, at }) => ({ state, at: new Date(at).toISOString() })),
    orderItems: row.items.map((item) => ({
      itemCode: item.item_code,
      channelSkuCode: item.sku,
      reason: item.reason,
      state: item.state,
      qcStatus: item.qc_status,
      qcReason: item.qc_reason,
      imageUrls: item.image_urls,
    })),
    deliveryId: row.delivery_id,
    createdAt: row.created_at.toISOString(),
    changedAt: row.updated_at.toISOString(),
    request: row.body,
  };
}

export function toFoundDto(row: ReturnRow): FoundReturnDto {
  const status = row.body['returnOrderStatus'];
  return {
    returnOrderCode: row.return_order_code,
    forwardOrderCode: row.forward_order_code,
    locationCode: row.location_code,
    awbNumber: row.awb_number,
    transporter: row.transporter,
    channelReturnOrderStatus: typeof status === 'string' ? status : null,
    omniReturnOrderStatus: row.sync_state,
    isSyncedToOms: row.sync_state !== ReturnState.Cancelled,
  };
}

/** The document's acknowledgement; image addresses are of failed items only. A second one says that it corrects the first. */
export function toAcknowledgement(row: ReturnRow, corrects = false): Record<string, unknown> {
  return {
    returnOrderCode: row.return_order_code,
    forwardOrderCode: row.forward_order_code,
    locationCode: row.location_code,
    orderItems: row.items
      .filter(({ state }) => state === ReturnItemState.Processed)
      .map((item) => ({
        itemCode: item.item_code,
        channelSkuCode: item.sku,
        qcStatus: item.qc_status,
        qcReason: item.qc_reason,
        imageUrls: item.image_urls,
      })),
    ...(corrects ? { correction: true } : {}),
  };
}
