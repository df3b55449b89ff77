import { NotificationType as T } from '../../notification-types.js';

/**
 * The six codes that Shipway's registration call names. No page of Shipway's own is public: passed on only where the setting
 * shipwayCodes says that the customer has confirmed them.
 */
export const SHIPWAY_CODES: Readonly<Record<string, T>> = {
  INT: T.InTransit,
  OOD: T.OutForDelivery,
  DEL: T.Delivered,
  UND: T.Undelivered,
  RTO: T.Rto,
  RTD: T.RtoDelivered,
};

/** Of return parcels; none has a type. */
export const SHIPWAY_RETURN_CODES: ReadonlySet<string> = new Set([
  'RCAN',
  'RCLO',
  'RDEL',
  'RINT',
  'ROOP',
  'RPKP',
  'RPSH',
  'RSMD',
  'RSCH',
  'ROOD',
  'RUND',
  'RPEX',
]);
