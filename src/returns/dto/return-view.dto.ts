import { ApiProperty } from '@nestjs/swagger';
import { IsEnum } from 'class-validator';
import { QcStatus, ReturnItemState, ReturnState, ReturnType } from '../return.types.js';

export class FoundReturnDto {
  returnOrderCode: string;
  forwardOrderCode: string;
  locationCode: string;
  awbNumber: string | null;
  transporter: string | null;
  /** As the channel gave it. */
  channelReturnOrderStatus: string | null;
  omniReturnOrderStatus: string;
  isSyncedToOms: boolean;
}

export class QcReasonSeenDto {
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
  itemCode: string;
  channelSkuCode: string;
  reason: string;
  @IsEnum(ReturnItemState)
  state: ReturnItemState;
  @IsEnum(QcStatus)
  qcStatus: QcStatus | null;
  qcReason: string | null;
  imageUrls: string[] | null;
}

export class ReturnStateChangeDto {
  state: string;
  at: string;
}

export class ReturnOrderViewDto {
  returnOrderCode: string;
  forwardOrderCode: string;
  /** entity_id of the forward order. */
  orderCode: string;
  locationCode: string;
  @IsEnum(ReturnType)
  orderType: ReturnType;
  awbNumber: string | null;
  transporter: string | null;
  @IsEnum(ReturnState)
  state: ReturnState;
  history: ReturnStateChangeDto[];
  orderItems: ReturnItemStateDto[];
  /** Delivery of the acknowledgement. */
  deliveryId: string | null;
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
  nextCursor: string | null;
}
