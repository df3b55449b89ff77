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
      `Shipment ${shipmentCode} has no shipping label: Magento holds none, and none was stored or sent with it.`,
    );
  }
}

/**
 * Not a redirect: clients repeat their headers at the other address, and with them Increff's `authPassword`.
 */
export class LabelElsewhereError extends AppError {
  readonly code = 'LABEL_ELSEWHERE';
  readonly status = 404;
  override readonly errors: FieldError[];
  override readonly members: Record<string, unknown>;

  constructor(shipmentCode: string, shippingLabelUrl: string) {
    super(`The label of shipment ${shipmentCode} is not here; it is at ${shippingLabelUrl}.`);
    this.errors = [{ field: 'shipmentCode', message: 'has its label elsewhere' }];
    this.members = { shippingLabelUrl };
  }
}

/** The label bears an AWB that the parcel no longer has. */
export class LabelOutdatedError extends AppError {
  readonly code = 'LABEL_OUTDATED';
  readonly status = 409;

  constructor(shipmentCode: string, trackNumber: string) {
    super(
      `The label of shipment ${shipmentCode} was stored for AWB ${trackNumber}, which the parcel no longer has; store the label of its present AWB.`,
    );
  }
}

export class ManifestNotFoundError extends NotFoundError {
  constructor(manifestCode: string) {
    super('manifestCode', `There is no manifest ${manifestCode}.`);
  }
}

export class ManifestClosedError extends AppError {
  readonly code = 'MANIFEST_CLOSED';
  readonly status = 409;

  constructor(manifestCode: string, closedAt: Date, parcels: string[]) {
    super(
      `Manifest ${manifestCode} was closed at ${closedAt.toISOString()}; put ${parcels.join(', ')} into another one.`,
    );
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
