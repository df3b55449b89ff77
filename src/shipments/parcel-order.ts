import type { EntityManager } from 'typeorm';
import { mustBeNext } from '../operations/earlier-writes.repository.js';
import { type OperationContext, OperationKind } from '../operations/operation.types.js';

/** Writes that change a parcel, or end its changes. */
const CHANGES = [
  OperationKind.Track,
  OperationKind.RemoveTrack,
  OperationKind.Repack,
  OperationKind.Void,
  OperationKind.Handover,
];

/**
 * A change of a parcel is carried out after those that were accepted before it: an older one that waited would undo it, as a
 * removal of an AWB that the parcel has again.
 * @throws OrderBusyError
 */
export function mustBeNextChange(manager: EntityManager, { operation }: OperationContext): Promise<void> {
  return mustBeNext(manager, operation, CHANGES);
}
