import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { wantsBundleOptions } from '../magento/error-mapping.js';
import type { Reading } from '../magento/magento.client.js';
import type { MagentoLine, MagentoLines, MagentoOrder, MagentoShipment } from '../magento/magento.types.js';
import { SalesDocumentsClient } from '../magento/sales-documents.client.js';
import {
  type Operation,
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type PlannedWrite,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import { liveOrder } from '../operations/live-order.js';
import { WITHOUT_COMMENT } from '../operations/marked-documents.js';
import { differenceInWords, namedRows } from '../orders/order-lines.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { documentRows, type DocumentRows, tornBundle } from './bundles.js';
import { toShopWeight } from './carriers.js';
import { packedEvents } from './parcel-events.js';
import {
  linesOf,
  madeShipment,
  newShip,
  newShipment,
  notShippable,
  overShipped,
} from './shipment-documents.js';
import { sourceShortage } from './source-shortage.js';
import { Flow, type ShipmentRow, ShipmentSyncState } from './shipment.types.js';
import {
  keepLines,
  markCreated,
  markRefused,
  packedNotShipped,
  shipmentById,
} from './shipments.repository.js';

/**
 * Create shipment. POST shipment/ checks nothing and can be repeated, and ship cuts silently what is too much, so the
 * quantities are checked here against those that Magento shows. The document carries the operation's marker.
 */
@Injectable()
export class ShipmentOperation implements OperationHandler {
  readonly kind = OperationKind.Shipment;

  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
    private readonly notifications: NotificationsService,
  ) {}

  async plan(context: OperationContext): Promise<Step> {
    const { operation } = context;
    const [row, packed, reading] = await Promise.all([
      this.rowOf(context),
      packedNotShipped(this.database.manager, operation.orderId, rowIdOf(operation)),
      liveOrder(context),
    ]);
    const refused = (detail: string): Step => ({ settle: { outcome: Outcome.Refused, detail, reading } });
    if (row.sync_state === ShipmentSyncState.Void) return refused(`Parcel ${row.shipment_id} was made void.`);
    if (isShippedAtHandover(row)) return { settle: shippedAtHandover(row, reading) };
    const named = namedRows(reading.value, row.items);
    if ('problem' in named) return refused(named.problem);
    const documented = row.flow === Flow.Documented;
    const { optionRows } = named;
    const { lines: rows, parents } = documented
      ? await documentRows(context, reading.value, named)
      : { lines: named.rows, parents: [] };
    const problem =
      notShippable(reading.value) ??
      overShipped(reading.value, rows, packed) ??
      (await tornBundle(context, reading.value, row.items));
    if (problem) return refused(problem);
    await keepLines(this.database.manager, row, rows, optionRows);
    const leaving = {
      order: reading.value,
      lines: rows,
      sourceCode: row.source_code,
      findsNoSource: documented,
    };
    const shortage = await sourceShortage(context, leaving);
    if (shortage) return refused(shortage);
    if (row.flow === Flow.ShipAtHandover) {
      const detail = 'Recorded; Magento ships it at handover.';
      return { settle: { outcome: Outcome.Applied, detail, reading } };
    }
    if (documented) return { write: documentWrite(context, row, reading.value, { lines: rows, parents }) };
    return { write: shipWrite(context, row, reading.value, rows, optionRows) };
  }

  async readBack(context: OperationContext, answer: unknown): Promise<Settlement | undefined> {
    const made = await madeShipment(context, answer);
    if (!made) return undefined;
    const { document, marked } = made;
    const reading = await liveOrder(context);
    const found = { magentoId: String(document.entity_id), document, reading };
    const difference = await this.differences(context, document, reading.value);
    const detail = [difference, marked ? undefined : WITHOUT_COMMENT].filter(Boolean).join(' ');
    return detail === ''
      ? { outcome: Outcome.Applied, ...found }
      : { outcome: Outcome.Degraded, detail, ...found };
  }

  /** Ship cuts what is too much without a word, and POST shipment/ looks at nothing: also not at the order's state. */
  private async differences(
    context: OperationContext,
    document: MagentoShipment,
    order: MagentoOrder,
  ): Promise<string | undefined> {
    const row = await this.rowOf(context);
    const shown = linesOf(document);
    const [lines, ...others] = [row.lines ?? [], row.option_lines ?? []].map((asked) =>
      asked.length === 0 ? 'nothing that was asked for' : differenceInWords(asked, shown, order),
    );
    const difference = others.includes(undefined) ? undefined : lines;
    const words = [
      ...(difference === undefined ? [] : [`Magento shipped ${difference}.`]),
      ...(order.state === 'canceled' ? ['The order was cancelled before the document was made.'] : []),
    ];
    return words.length > 0 ? words.join(' ') : undefined;
  }

  async apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    const { operation } = context;
    const id = rowIdOf(operation);
    if (settlement.outcome === Outcome.Refused) await markRefused(manager, id, operation.id);
    else {
      const document = settlement.document;
      const lines = document?.items?.length ? await shippedLines(manager, id, document) : undefined;
      await markCreated(manager, id, operation.id, settlement.magentoId, lines);
      await this.notify(manager, context);
    }
    await this.orders.recordWrite(manager, context, settlement);
  }

  /** The merchant hears of each AWB, and of a label that came with the parcel. A repeat is known as one. */
  private async notify(manager: EntityManager, { operation, store }: OperationContext): Promise<void> {
    const row = (await shipmentById(manager, rowIdOf(operation)))!;
    const awbs = row.tracks.map(({ trackNumber }) => trackNumber);
    await this.notifications.known(manager, store.id, [row.shipment_id, row.shipment_code, ...awbs]);
    for (const event of packedEvents(row)) {
      await this.notifications.accept(manager, store.id, event, operation.requestId);
    }
  }

  private async rowOf({ operation }: OperationContext): Promise<ShipmentRow> {
    const ofDryRun = operation.input['parcel'] as ShipmentRow | undefined;
    return ofDryRun ?? (await shipmentById(this.database.manager, rowIdOf(operation)))!;
  }
}

/** What counts as packed, and is shipped at handover: without a bundle that was named only for its options. */
async function shippedLines(
  manager: EntityManager,
  rowId: string,
  document: MagentoShipment,
): Promise<MagentoLine[]> {
  const row = (await shipmentById(manager, rowId))!;
  const shown = linesOf(document);
  if (row.flow !== Flow.Documented) return shown;
  const asked = new Set((row.lines ?? []).map(({ order_item_id: id }) => id));
  const counted = shown.filter(({ order_item_id: id }) => asked.has(id));
  return counted.length > 0 ? counted : shown;
}

/** Its shipment was only planned, in shadow mode, and its handover shipped it: a shipment now would be a second one. */
function isShippedAtHandover({
  shipped_at_handover,
  magento_shipment_id,
  handover_id,
}: ShipmentRow): boolean {
  return shipped_at_handover && magento_shipment_id === handover_id;
}

function shippedAtHandover(row: ShipmentRow, reading: Reading<MagentoOrder>): Settlement {
  const detail = `Parcel ${row.shipment_id} was shipped at its handover.`;
  return { outcome: Outcome.Already, detail, magentoId: row.handover_id ?? undefined, reading };
}

/** shipment.id; 0 in a dry run, which has no row. */
function rowIdOf({ input }: Operation): string {
  return (input['shipmentRowId'] as string | undefined) ?? '0';
}

function documentWrite(
  { operation, store }: OperationContext,
  row: ShipmentRow,
  order: MagentoOrder,
  rows: DocumentRows,
): PlannedWrite {
  const weight = toShopWeight(store.settings, Number(row.weight ?? 0));
  const shipment = newShipment(operation, { row, order, ...rows, weight });
  return {
    request: SalesDocumentsClient.shipmentCall(shipment),
    send: (client) => client.documents.createShipment(shipment),
  };
}

function shipWrite(
  { operation }: OperationContext,
  row: ShipmentRow,
  order: MagentoOrder,
  lines: MagentoLines,
  optionLines?: MagentoLines,
): PlannedWrite {
  const comment = row.comment ?? 'Packed by Increff Omni.';
  const ship = newShip(operation, { lines, tracks: row.tracks, sourceCode: row.source_code, comment });
  return {
    request: SalesDocumentsClient.shipCall(operation.orderCode, ship),
    send: (client) => client.documents.ship(operation.orderCode, ship),
    otherwise: (error) =>
      optionLines && wantsBundleOptions(error) && !overShipped(order, optionLines, new Map())
        ? { write: shipWrite({ operation } as OperationContext, row, order, optionLines) }
        : undefined,
  };
}
