import { OperationKind } from '../operations/operation.types.js';

/**
 * Writes that change a parcel, or end its changes: each is carried out after those that were accepted before it. An older one that
 * waited would undo a newer one, as a removal of an AWB that the parcel has again.
 */
export const PARCEL_CHANGES: readonly OperationKind[] = [
  OperationKind.Track,
  OperationKind.RemoveTrack,
  OperationKind.Repack,
  OperationKind.Void,
  OperationKind.Handover,
];
