import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { wantsBundleOptions } from '../magento/error-mapping.js';
import type { Reading } from '../magento/magento.client.js';
import type {
  MagentoLine,
  MagentoLines,
  MagentoOrder,
  MagentoOrderItem,
  MagentoShipment,
} from '../magento/magento.types.js';
import { SalesDocumentsClient } from '../magento/sales-documents.client.js';
import {
  type OperationContext,
  type OperationHandler,
  OperationKind,
  Outcome,
  type PlannedWrite,
  type Settlement,
  type Step,
} from '../operations/operation.types.js';
import { mapLines } from '../orders/order-item.mapper.js';
import {
  differenceInWords,
  isSome,
  namedRows,
  openToShip,
  rowOf,
  shippableRows,
} from '../orders/order-lines.js';
import { liveOrder } from '../operations/live-order.js';
import { onlySourceOf, sourceOf } from '../stores/location-sources.js';
import { isMarked, WITHOUT_COMMENT } from '../operations/marked-documents.js';
import { OrdersService } from '../orders/orders.service.js';
import { recordHandover } from './handovers.repository.js';
import {
  linesOf,
  madeShipment,
  newShip,
  notShippable,
  openInWords,
  stillOpen,
} from './shipment-documents.js';
import { isShadowed, wouldHaveDocument } from './shadowed-parcel.js';
import { sourceShortage } from './source-shortage.js';
import { PARCEL_CHANGES } from './parcel-order.js';
import { Flow, type ShipmentRow, ShipmentSyncState } from './shipment.types.js';
import { shipmentById } from './shipments.repository.js';

/**
 * Handover: POST order/{id}/ship, which registers the quantities and moves the order. A full shipment cannot be made
 * twice, a partial one can; so what Magento has open is read first, and never more than that is named.
 */
@Injectable()
export class HandoverOperation implements OperationHandler {
  readonly kind = OperationKind.Handover;
  readonly mustNotOvertake = PARCEL_CHANGES;

  constructor(
    private readonly database: DataSource,
    private readonly orders: OrdersService,
  ) {}

  async plan(context: OperationContext): Promise<Step> {
    const [row, reading] = await Promise.all([this.rowOf(context), liveOrder(context)]);
    if (row?.sync_state === ShipmentSyncState.Void) {
      const detail = `Parcel ${row.shipment_id} was made void.`;
      return { settle: { outcome: Outcome.Refused, detail, reading } };
    }
    if (row?.flow === Flow.ShipAtShipment) {
      if (!wouldHaveDocument(row)) return { settle: shippedAtShipment(reading, row) };
      if (isShadowed(context, row)) {
        return { settle: { outcome: Outcome.Shadowed, detail: WITH_PARCEL, reading } };
      }
    }
    if (isShipped(reading.value, row)) return { settle: await this.shippedBefore(context, reading, row) };
    const lines = openPart(reading.value, row?.lines ?? passedOn(context, reading.value));
    const problem = notShippable(reading.value);
    if (problem) return { settle: { outcome: Outcome.Refused, detail: problem, reading } };
    if (lines && !isSome(lines)) {
      return { settle: { outcome: Outcome.Refused, detail: NOTHING_OPEN, reading } };
    }
    const shortage = await sourceShortage(context, {
      order: reading.value,
      lines,
      sourceCode: this.sourceOf(context, row),
      findsNoSource: false,
    });
    if (shortage) return { settle: { outcome: Outcome.Refused, detail: shortage, reading } };
    return { write: this.write(context, row, lines) };
  }

  /**
   * A map of locations that was wrong when the parcel was packed may have been corrected since. An order that is handed over
   * without a parcel leaves the only source that the store maps, if there is one.
   */
  private sourceOf({ store }: OperationContext, row: ShipmentRow | undefined): string | null {
    if (row) {
      const mapped = row.location_code === null ? undefined : sourceOf(store.settings, row.location_code);
      return mapped ?? row.source_code;
    }
    return onlySourceOf(store.settings);
  }

  async readBack(context: OperationContext, answer: unknown): Promise<Settlement | undefined> {
    const [found, row, reading] = await Promise.all([
      madeShipment(context, answer),
      this.rowOf(context),
      liveOrder(context),
    ]);
    if (!found) return undefined;
    const { document: made, marked } = found;
    const difference = row && differenceFrom(row, made, reading.value);
    const open = openInWords(reading.value);
    const document = { magentoId: String(made.entity_id), reading };
    if (!difference && marked) return { outcome: Outcome.Applied, detail: open, ...document };
    const shipped = difference && `Magento shipped ${difference}.`;
    const detail = [shipped, marked ? undefined : WITHOUT_COMMENT, open].filter(Boolean).join(' ');
    return { outcome: Outcome.Degraded, detail, ...document };
  }

  async apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void> {
    const { operation, store } = context;
    const order = settlement.reading?.value;
    if (settlement.outcome !== Outcome.Refused && order) {
      const row = await this.rowOf(context, manager);
      await recordHandover(manager, {
        storeId: store.id,
        orderId: operation.orderId,
        shipmentRowId: row?.id,
        handoverId: settlement.magentoId,
        shipped: isOurs(settlement) && !wasShippedBefore(row),
        orderState: order.state ?? '',
        orderStatus: order.status ?? null,
        stillOpen: stillOpen(order),
        gatePassCode: operation.input['gatePassCode'] as string | undefined,
        operationId: operation.id,
      });
    }
    await this.orders.recordWrite(manager, context, settlement);
  }

  /** @param lines of the parcel, what Magento still lets be shipped; undefined: everything that is left */
  private write(
    context: OperationContext,
    row: ShipmentRow | undefined,
    lines: MagentoLines | undefined,
  ): PlannedWrite {
    const { operation } = context;
    const ship = newShip(operation, {
      lines,
      tracks: row?.tracks ?? [],
      sourceCode: this.sourceOf(context, row),
      comment: 'Handed over by Increff Omni.',
    });
    return {
      request: SalesDocumentsClient.shipCall(operation.orderCode, ship),
      send: (client) => client.documents.ship(operation.orderCode, ship),
      otherwise: (error) => this.afterRefusal(context, row, wantsBundleOptions(error)),
    };
  }

  /** A bundle of the other kind, or somebody shipped it a moment before. */
  private async afterRefusal(
    context: OperationContext,
    row: ShipmentRow | undefined,
    byOptions: boolean,
  ): Promise<Step | undefined> {
    const reading = await liveOrder(context);
    if (byOptions && row?.option_lines) {
      const byOption = { ...row, lines: row.option_lines, option_lines: null };
      const open = openPart(reading.value, byOption.lines) ?? [];
      if (isSome(open)) return { write: this.write(context, byOption, open) };
      return { settle: await this.shippedBefore(context, reading, byOption) };
    }
    return isShipped(reading.value, row)
      ? { settle: await this.shippedBefore(context, reading, row) }
      : undefined;
  }

  /** The goods are shipped in Magento already: by an answer that was lost, by hand, or by the shop. */
  private async shippedBefore(
    { client, operation }: OperationContext,
    reading: Reading<MagentoOrder>,
    row: ShipmentRow | undefined,
  ): Promise<Settlement> {
    const documents = await client.documents.listShipments(operation.orderCode);
    const open = openInWords(reading.value);
    const own = documents.find((one) => isMarked(one, operation));
    if (own) return { outcome: Outcome.Applied, magentoId: String(own.entity_id), detail: open, reading };
    const other = documents.filter((one) => String(one.entity_id) !== row?.magento_shipment_id).at(-1);
    return {
      outcome: Outcome.Already,
      magentoId: other && String(other.entity_id),
      detail: ['Nothing of it is left to ship: it is shipped in Magento already.', open]
        .filter(Boolean)
        .join(' '),
      reading,
    };
  }

  private async rowOf(
    { operation }: OperationContext,
    manager = this.database.manager,
  ): Promise<ShipmentRow | undefined> {
    const id = operation.input['shipmentRowId'] as string | undefined;
    return id === undefined ? undefined : shipmentById(manager, id);
  }
}

/** At create shipment, unless that was only planned. */
function wasShippedBefore(row: ShipmentRow | undefined): boolean {
  return row?.flow === Flow.ShipAtShipment && !wouldHaveDocument(row);
}

function isOurs({ outcome }: Settlement): boolean {
  return outcome === Outcome.Applied || outcome === Outcome.Degraded;
}

function shippedAtShipment(reading: Reading<MagentoOrder>, row: ShipmentRow): Settlement {
  const open = openInWords(reading.value);
  return {
    outcome: Outcome.Applied,
    magentoId: row.magento_shipment_id ?? undefined,
    detail: ['Recorded: Magento shipped it at create shipment.', open].filter(Boolean).join(' '),
    reading,
  };
}

/**
 * The rows of the lines that were passed on, where the store passes on only some types of goods: nobody packed the others.
 * Undefined stands for everything that is left.
 */
function passedOn({ store }: OperationContext, order: MagentoOrder): MagentoLine[] | undefined {
  const { itemTypes } = store.settings;
  if (itemTypes.length === 0) return undefined;
  const asked = mapLines(order, { itemTypes }).items.map((item) => ({
    orderItemCode: item.item_id,
    quantity: Number(item.quantity_ordered),
  }));
  const named = namedRows(order, asked);
  return 'problem' in named ? [] : named.rows;
}

/** What Magento still lets be shipped of these rows; undefined stands for all that is left. */
function openPart(order: MagentoOrder, lines: MagentoLine[] | undefined): MagentoLine[] | undefined {
  return lines
    ?.map((line) => {
      const item = rowOf(order, line);
      return { ...line, qty: item ? Math.min(line.qty, openToShip(item)) : 0 };
    })
    .filter(({ qty }) => qty > 0);
}

/** Nothing of the parcel, or of the order where there is none, is left to ship, because it has been shipped. */
function isShipped(order: MagentoOrder, row: ShipmentRow | undefined): boolean {
  if (order.state === 'complete') return true;
  if (!row?.lines) return stillOpen(order).toShip.length === 0 && shippableRows(order).some(wasShipped);
  const sets = [row.lines, ...(row.option_lines ? [row.option_lines] : [])];
  return sets.some(
    (lines) => openPart(order, lines)!.length === 0 && lines.some((line) => wasShipped(rowOf(order, line))),
  );
}

function wasShipped(item: MagentoOrderItem | undefined): boolean {
  return (item?.qty_shipped ?? 0) > 0;
}

const WITH_PARCEL = 'Recorded: it would have been shipped at create shipment, which was not sent.';
const NOTHING_OPEN = 'Nothing of it is left to ship: it was cancelled or refunded.';

/** What is in the parcel against what Magento shipped: a credit memo may have come in between. */
function differenceFrom(row: ShipmentRow, made: MagentoShipment, order: MagentoOrder): string | undefined {
  const shown = linesOf(made);
  const sets = [row.lines, row.option_lines].filter((lines) => lines !== null && lines.length > 0);
  const words = sets.map((lines) => differenceInWords(lines!, shown, order));
  return words.includes(undefined) ? undefined : words[0];
}
