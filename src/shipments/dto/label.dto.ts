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
  shipmentCode: string | null;
  /** AWB that the parcel has now. Once it gets another, this label is served no longer. */
  awbNumber: string | null;
  /** Size of the PDF. */
  bytes: number;
  storedAt: string;
  /** API client that gave it. */
  storedBy: string;
}

export class ShippingLabelDto {
  awbNumber: string | null;
  transporter: string | null;
  /** The label itself in base64: what was stored here, else what Magento has. */
  shippingLabel?: string;
  /** Where the label is, where only that is known. */
  shippingLabelUrl?: string;
}
