import { ApiProperty } from '@nestjs/swagger';
import { IsEnum } from 'class-validator';
import { QcStatus, ReturnItemState, ReturnState, ReturnType } from '../return.types.js';

export class FoundReturnDto {
  /** The channel's id of the return. */
  returnOrderCode: string;
  /** Forward order as the channel names it. */
  forwardOrderCode: string;
  /** Warehouse that receives it, by Increff's code. */
  locationCode: string;
  /** AWB of the return's parcel. */
  awbNumber: string | null;
  /** Courier of the return. */
  transporter: string | null;
  /** As the channel gave it. */
  channelReturnOrderStatus: string | null;
  /** State here: CREATED, IN_PROCESSING, PROCESSED or CANCELLED. */
  omniReturnOrderStatus: string;
  /** False where the return is cancelled. */
  isSyncedToOms: boolean;
}

export class QcReasonSeenDto {
  /** A qcReason that units of the store failed for. */
  reason: string;
  /** How many items failed for it. */
  items: number;
}

export class QcReasonsDto {
  /** Increff's list. */
  standard: string[];
  /** The store's setting `qcReasons`. */
  ofStore: string[];
  /** The most frequent first. */
  seen: QcReasonSeenDto[];
}

export class ReturnItemStateDto {
  /** The channel's id of the unit. */
  itemCode: string;
  /** SKU of the unit. */
  channelSkuCode: string;
  /** The customer's reason, or why it was cancelled. */
  reason: string;
  /** EXPECTED: on its way; PROCESSED: checked, see qcStatus; CANCELLED: it does not come. */
  @IsEnum(ReturnItemState)
  state: ReturnItemState;
  /** Result of the quality check: PASS or FAIL; null until it is checked. */
  @IsEnum(QcStatus)
  qcStatus: QcStatus | null;
  /** Why it failed; null where it did not. */
  qcReason: string | null;
  /** Addresses of pictures, of a failed unit only. */
  imageUrls: string[] | null;
}

export class ReturnStateChangeDto {
  /** State that it came to: CREATED, IN_PROCESSING, PROCESSED or CANCELLED. */
  state: string;
  /** When it came to it; ISO 8601, UTC. */
  at: string;
}

export class ReturnOrderViewDto {
  /** The channel's id of the return. */
  returnOrderCode: string;
  /** Forward order as the channel names it: entity_id or increment_id, by the store's setting. */
  forwardOrderCode: string;
  /** entity_id of the forward order. */
  orderCode: string;
  /** Warehouse that receives it, by Increff's code. */
  locationCode: string;
  /** Who sends it back: SELF_SHIP: the customer by himself; CUSTOMER_RETURN: by courier; RETURN_TO_ORIGIN: undelivered. */
  @IsEnum(ReturnType)
  orderType: ReturnType;
  /** AWB of the return; null where Increff books the courier. */
  awbNumber: string | null;
  /** Courier of the return; null where Increff books it. */
  transporter: string | null;
  /** CREATED; IN_PROCESSING: some units are checked; PROCESSED: all are, the merchant gets the acknowledgement; CANCELLED: none comes. */
  @IsEnum(ReturnState)
  state: ReturnState;
  /** States that it came through, the earliest first. */
  history: ReturnStateChangeDto[];
  /** Its units and what came of each. */
  orderItems: ReturnItemStateDto[];
  /** Delivery of the acknowledgement. */
  deliveryId: string | null;
  /** When it was accepted; ISO 8601, UTC. */
  createdAt: string;
  /** The last change of its state or of an item. */
  changedAt: string;
  /** All that it was announced with. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  request: Record<string, unknown>;
}

export class ReturnPageDto {
  /** The newest first. */
  items: ReturnOrderViewDto[];
  /** Pass it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;
}
