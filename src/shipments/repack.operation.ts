import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MagentoOrder } from '../magento/magento.types.js';
import { liveOrder } from '../operations/live-order.js';
import {
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import { namedRows, type OrderLine, round } from '../orders/order-lines.js';
import { OrdersService } from '../orders/orders.service.js';
import { tornBundle } from './bundles.js';
import { PARCEL_CHANGES } from './parcel-order.js';
import { type ShipmentRow, ShipmentSyncState } from './shipment.types.js';
import { keepLines, markVoid, setItems, shipmentById } from './shipments.repository.js';
import { documentsOf } from './track-documents.js';

export interface RepackInput extends Record<string, unknown> {
  /** All that is in each of them from then on. */
  parcels: { shipmentRowId: string; items: OrderLine[] }[];
}

interface Repacked {
  row: ShipmentRow;
  items: OrderLine[];
}

/**
 * Moves lines between packed parcels before their handover: only while Magento knows nothing of them, since REST changes no
 * shipment. Nothing is sent; in the ledger it stands so that no handover of the order runs beside it.
 */
@Injectable()
export class RepackOperation implements OperationHandler {
  readonly kind = OperationKind.Repack;
  readonly mustNotOvertake = PARCEL_CHANGES;

  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
  ) {}

  async plan(context: OperationContext): Promise<Step> {
    const parcels = await parcelsOf(this.database.manager, context);
    if (parcels.every(isSo)) {
      const detail = 'The parcels hold these lines already.';
      return { settle: { outcome: Outcome.Already, detail } };
    }
    const refused = notRepackable(parcels);
    if (refused !== undefined) return { settle: { outcome: Outcome.Refused, detail: refused } };
    const reading = await liveOrder(context);
    const problem = await notNamed(context, reading.value, parcels);
    if (problem !== undefined) return { settle: { outcome: Outcome.Refused, detail: problem, reading } };
    const detail = 'Recorded; Magento gets the parcels at handover.';
    return { settle: { outcome: Outcome.Applied, detail, reading } };
  }

  /** Nothing is sent, so there is nothing to look for. */
  readBack(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    if (settlement.outcome === Outcome.Applied) {
      const order = settlement.reading!.value;
      for (const parcel of await parcelsOf(manager, context)) await repack(manager, order, parcel);
    }
    await this.orders.recordWrite(manager, context, settlement);
  }
}

async function repack(manager: EntityManager, order: MagentoOrder, parcel: Repacked): Promise<void> {
  const { row, items } = parcel;
  if (isSo(parcel)) return;
  await setItems(manager, row.id, items);
  // What is empty is no parcel any more.
  if (items.length === 0) return markVoid(manager, row.id);
  const named = namedRows(order, items);
  if ('rows' in named) {
    await keepLines(manager, { ...row, revision: row.revision + 1 }, named.rows, named.optionRows);
  }
}

function parcelsOf(manager: EntityManager, { operation }: OperationContext): Promise<Repacked[]> {
  const { parcels } = operation.input as RepackInput;
  return Promise.all(
    parcels.map(async ({ shipmentRowId, items }) => ({
      row: (await shipmentById(manager, shipmentRowId))!,
      items,
    })),
  );
}

function isSo({ row, items }: Repacked): boolean {
  const state = items.length === 0 ? ShipmentSyncState.Void : ShipmentSyncState.Created;
  return row.sync_state === state && isDeepStrictEqual(unitsOf([row.items]), unitsOf([items]));
}

function notRepackable(parcels: Repacked[]): string | undefined {
  const fixed = parcels.filter(({ row }) => row.sync_state !== ShipmentSyncState.Created);
  if (fixed.length > 0) {
    const names = fixed.map(({ row }) => `${row.shipment_id} (${row.sync_state})`).join(', ');
    return `Only packed parcels can be repacked, before their handover: ${names}.`;
  }
  const known = parcels.filter(({ row }) => documentsOf(row).length > 0);
  if (known.length > 0) {
    const names = known.map(({ row }) => row.shipment_id).join(', ');
    return `Magento has a shipment of ${names} already, and its REST interface changes none: void the parcels and pack again.`;
  }
  const before = unitsOf(parcels.map(({ row }) => row.items));
  const after = unitsOf(parcels.map(({ items }) => items));
  const moved = [...new Set([...before.keys(), ...after.keys()])].filter(
    (code) => (before.get(code) ?? 0) !== (after.get(code) ?? 0),
  );
  if (moved.length === 0) return undefined;
  const words = moved.map(
    (code) => `${after.get(code) ?? 0} of item ${code} instead of ${before.get(code) ?? 0}`,
  );
  return `Repacking moves lines between the parcels named, and adds or drops none: ${words.join('; ')}.`;
}

async function notNamed(
  context: OperationContext,
  order: MagentoOrder,
  parcels: Repacked[],
): Promise<string | undefined> {
  for (const { items } of parcels) {
    if (items.length === 0) continue;
    const named = namedRows(order, items);
    const problem = 'problem' in named ? named.problem : await tornBundle(context, order, items);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function unitsOf(parcels: OrderLine[][]): Map<string, number> {
  const units = new Map<string, number>();
  const lines = parcels.flat().sort((a, b) => a.orderItemCode.localeCompare(b.orderItemCode));
  for (const { orderItemCode: code, quantity } of lines) {
    units.set(code, round((units.get(code) ?? 0) + quantity));
  }
  return units;
}
