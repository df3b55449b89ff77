import { IsString, MinLength } from 'class-validator';
import { AllowUnknownFields } from '../../platform/http/validation.js';

/** Further fields are ignored: Increff's form has AWB and transporter, which the parcel has already. */
@AllowUnknownFields()
export class StoreLabelDto {
  /** PDF, PNG or JPEG in base64, up to 2 MiB as a file. @example 'JVBERi0xLjQK…' */
  @IsString()
  @MinLength(1)
  shippingLabel: string;
}

export class StoredLabelDto {
  /** Parcel that the label is of. */
  shipmentCode: string | null;
  /** AWB that the parcel has now. Once it gets another, this label is served no longer. */
  awbNumber: string | null;
  /** Size of the PDF. */
  bytes: number;
  /** When it was stored; ISO 8601, UTC. */
  storedAt: string;
  /** API client that gave it. */
  storedBy: string;
}

export class ShippingLabelDto {
  /** AWB that the parcel has now; null for none. */
  awbNumber: string | null;
  /** Courier of that AWB; null for none. */
  transporter: string | null;
  /** The label itself in base64: what was stored here, else what Magento has. */
  shippingLabel?: string;
  /** Where the label is, where only that is known. */
  shippingLabelUrl?: string;
}
