import { AppError, type FieldError, NotFoundError } from '../platform/errors/app-error.js';

export class ShipmentNotFoundError extends NotFoundError {
  constructor(shipmentCode: string) {
    super('shipmentCode', `There is no shipment ${shipmentCode}.`);
  }
}

export class LabelNotFoundError extends NotFoundError {
  constructor(shipmentCode: string) {
    super(
      'shipmentCode',
      `Shipment ${shipmentCode} has no shipping label: Magento holds none, and none was sent with it.`,
    );
  }
}

export class ManifestNotFoundError extends NotFoundError {
  constructor(manifestCode: string) {
    super('manifestCode', `There is no manifest ${manifestCode}.`);
  }
}

/** A parcel that was made void is never used again: its goods go into another one. */
export class ParcelVoidError extends AppError {
  readonly code = 'PARCEL_VOID';
  readonly status = 409;

  constructor(parcel: string) {
    super(`Parcel ${parcel} was made void; pack its goods under another shipmentId.`);
  }
}

/** An id of the caller's that already stands for something else. */
export class IdTakenError extends AppError {
  readonly code = 'ID_TAKEN';
  readonly status = 409;
  override readonly errors: FieldError[];

  constructor(field: string, id: string, differing: string[]) {
    super(
      `${field} ${id} was used before with another request; these fields differ: ${differing.join(', ')}.`,
    );
    this.errors = differing.map((name) => ({
      field: name,
      message: `differs from the first request with ${field} ${id}`,
    }));
  }
}
