import type { EntityManager } from 'typeorm';
import type { MagentoLine } from '../magento/magento.types.js';
import type { OrderLine } from '../orders/order-lines.js';
import { preparedRows, rowsOf } from '../platform/database/data-source.js';
import { type Flow, type ShipmentRow, ShipmentSyncState, type Track } from './shipment.types.js';

/** A parcel as it is asked for. */
export interface NewParcel {
  storeId: number;
  orderId: string;
  shipmentId: string;
  flow: Flow;
  locationCode: string | null;
  sourceCode: string | null;
  items: OrderLine[];
  tracks: Track[];
  labelUrl: string | null;
  comment: string | null;
  weight: number | null;
  dimensions: Record<string, number> | null;
  requestedBy: string;
  requestId: string;
}

const tracksOf = (condition: string): string => `
    coalesce((SELECT json_agg(json_build_object('trackNumber', t.track_number, 'title', t.title,
       'carrierCode', t.carrier_code) ORDER BY t.id) FROM shipment_track t WHERE t.shipment_id = s.id AND ${condition}), '[]')`;

const SELECT = `
  SELECT s.id, s.order_id, o.entity_id AS order_code, s.shipment_id, s.shipment_code, s.sync_state, s.flow,
    s.magento_shipment_id, s.location_code, s.source_code, s.items, s.lines, s.option_lines, s.label_url, s.comment,
    s.weight, s.dimensions, s.created_at, h.handover_id, coalesce(h.sync_state = 'SHIPPED', false) AS shipped_at_handover,
    s.revision, ${tracksOf('t.removed_at IS NULL')} AS tracks, ${tracksOf('t.removed_at IS NOT NULL')} AS former_tracks
  FROM shipment s JOIN "order" o ON o.id = s.order_id LEFT JOIN handover h ON h.shipment_id = s.id`;

export async function shipmentById(manager: EntityManager, id: string): Promise<ShipmentRow | undefined> {
  return (await preparedRows<ShipmentRow>(manager, `${SELECT} WHERE s.id = $1`, [id]))[0];
}

export async function shipmentByCode(
  manager: EntityManager,
  storeId: number,
  code: string,
): Promise<ShipmentRow | undefined> {
  return (
    await rowsOf<ShipmentRow>(manager, `${SELECT} WHERE s.store_id = $1 AND s.shipment_code = $2`, [
      storeId,
      code,
    ])
  )[0];
}

/** The parcel of an order that became this shipment in Magento, e.g. at its handover. */
export async function shipmentByMagentoId(
  manager: EntityManager,
  storeId: number,
  { orderCode, magentoId }: { orderCode: string; magentoId: string },
): Promise<ShipmentRow | undefined> {
  return (
    await rowsOf<ShipmentRow>(
      manager,
      `${SELECT} WHERE o.store_id = $1 AND o.entity_id = $2 AND s.magento_shipment_id = $3`,
      [storeId, orderCode, magentoId],
    )
  )[0];
}

export async function shipmentByShipmentId(
  manager: EntityManager,
  storeId: number,
  shipmentId: string,
): Promise<ShipmentRow | undefined> {
  return (
    await preparedRows<ShipmentRow>(manager, `${SELECT} WHERE s.store_id = $1 AND s.shipment_id = $2`, [
      storeId,
      shipmentId,
    ])
  )[0];
}

/** The order's parcels, in the order in which they were packed. */
export async function shipmentsOfOrder(manager: EntityManager, orderId: string): Promise<ShipmentRow[]> {
  return preparedRows<ShipmentRow>(manager, `${SELECT} WHERE s.order_id = $1 ORDER BY s.id`, [orderId]);
}

/** Accepted a while ago, and nothing came of it: its operation failed without an effect. */
const ABANDONED = `s.sync_state = 'PENDING' AND s.updated_at < now() - interval '1 minute' AND NOT EXISTS (
  SELECT 1 FROM operation p WHERE p.order_id = s.order_id AND p.kind = 'SHIPMENT' AND p.natural_key = s.shipment_id
    AND p.state IN ('PENDING', 'RUNNING', 'UNKNOWN'))`;

/** Opens the parcel, or opens one again that came to nothing; undefined when the id is taken by one that stands. */
export async function openShipment(manager: EntityManager, parcel: NewParcel): Promise<string | undefined> {
  const [row] = await preparedRows<{ id: string; reopened: boolean }>(
    manager,
    `INSERT INTO shipment AS s (store_id, order_id, shipment_id, flow, location_code, source_code, items, label_url,
                                comment, weight, dimensions, requested_by, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (store_id, shipment_id) DO UPDATE SET
       order_id = excluded.order_id, flow = excluded.flow, location_code = excluded.location_code,
       source_code = excluded.source_code, items = excluded.items, lines = NULL, option_lines = NULL,
       label_url = excluded.label_url, comment = excluded.comment, weight = excluded.weight,
       dimensions = excluded.dimensions, requested_by = excluded.requested_by, request_id = excluded.request_id,
       sync_state = 'PENDING', updated_at = now()
     WHERE s.sync_state = 'REFUSED' OR (${ABANDONED})
     RETURNING s.id, xmax <> 0 AS reopened`,
    [
      parcel.storeId,
      parcel.orderId,
      parcel.shipmentId,
      parcel.flow,
      parcel.locationCode,
      parcel.sourceCode,
      JSON.stringify(parcel.items),
      parcel.labelUrl,
      parcel.comment,
      parcel.weight,
      parcel.dimensions && JSON.stringify(parcel.dimensions),
      parcel.requestedBy,
      parcel.requestId,
    ],
  );
  if (!row) return undefined;
  if (row.reopened) await manager.query('DELETE FROM shipment_track WHERE shipment_id = $1', [row.id]);
  await addTracks(manager, row.id, parcel.tracks);
  return row.id;
}

export async function addTracks(manager: EntityManager, id: string, tracks: Track[]): Promise<void> {
  for (const { trackNumber, title, carrierCode } of tracks) {
    await manager.query(
      `INSERT INTO shipment_track AS t (shipment_id, track_number, title, carrier_code)
       SELECT s.id, $2, $3, $4 FROM shipment s WHERE s.id = $1 AND s.sync_state <> 'VOID'
       ON CONFLICT (shipment_id, track_number) DO UPDATE SET
         title = excluded.title, carrier_code = excluded.carrier_code, removed_at = NULL
       WHERE t.removed_at IS NOT NULL`,
      [id, trackNumber, title, carrierCode],
    );
  }
}

/**
 * The track takes the place of these, or of all others.
 * @returns whether it is another AWB or another courier than the parcel had
 */
export async function replaceTracks(
  manager: EntityManager,
  id: string,
  track: Track,
  replaced: string[] | 'all',
): Promise<boolean> {
  const removed = await rowsOf<object>(
    manager,
    `UPDATE shipment_track SET removed_at = now() WHERE shipment_id = $1 AND removed_at IS NULL AND track_number <> $2
       AND ($3::text[] IS NULL OR track_number = ANY($3::text[])) RETURNING 1`,
    [id, track.trackNumber, replaced === 'all' ? null : replaced],
  );
  const set = await rowsOf<object>(
    manager,
    `INSERT INTO shipment_track AS t (shipment_id, track_number, title, carrier_code) VALUES ($1, $2, $3, $4)
     ON CONFLICT (shipment_id, track_number) DO UPDATE SET
       title = excluded.title, carrier_code = excluded.carrier_code, removed_at = NULL
     WHERE (t.title, t.carrier_code, t.removed_at IS NULL) IS DISTINCT FROM (excluded.title, excluded.carrier_code, true)
     RETURNING 1`,
    [id, track.trackNumber, track.title, track.carrierCode],
  );
  if (removed.length + set.length > 0) {
    await manager.query('UPDATE shipment SET revision = revision + 1, updated_at = now() WHERE id = $1', [
      id,
    ]);
  }
  return set.length > 0;
}

/** Other contents than it was packed with; what Magento is to receive of them is set by {@link keepLines}. */
export async function setItems(manager: EntityManager, id: string, items: OrderLine[]): Promise<void> {
  await manager.query(
    'UPDATE shipment SET items = $2, revision = revision + 1, updated_at = now() WHERE id = $1',
    [id, JSON.stringify(items)],
  );
}

/** Undone before its handover: its AWBs are free for other parcels. */
export async function markVoid(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `UPDATE shipment SET sync_state = 'VOID', revision = revision + 1, updated_at = now()
     WHERE id = $1 AND sync_state IN ('PENDING', 'CREATED')`,
    [id],
  );
  const sql = 'UPDATE shipment_track SET removed_at = now() WHERE shipment_id = $1 AND removed_at IS NULL';
  await manager.query(sql, [id]);
}

/**
 * The rows that Magento is about to be given, kept before anything is sent.
 * @param revision that they were made for: a process that was frozen meanwhile must not undo a repack
 */
export async function keepLines(
  manager: EntityManager,
  { id, revision }: Pick<ShipmentRow, 'id' | 'revision'>,
  lines: MagentoLine[],
  optionLines: MagentoLine[] | undefined,
): Promise<void> {
  const sql =
    'UPDATE shipment SET lines = $2, option_lines = $3, updated_at = now() WHERE id = $1 AND revision = $4';
  await preparedRows(manager, sql, [
    id,
    JSON.stringify(lines),
    optionLines ? JSON.stringify(optionLines) : null,
    revision,
  ]);
}

export async function markCreated(
  manager: EntityManager,
  id: string,
  operationId: string,
  magentoId: string | undefined,
  lines: MagentoLine[] | undefined,
): Promise<void> {
  await preparedRows(
    manager,
    `UPDATE shipment SET sync_state = CASE WHEN sync_state IN ('HANDED_OVER', 'VOID') THEN sync_state ELSE 'CREATED' END,
       operation_id = $2, magento_shipment_id = coalesce($3, magento_shipment_id),
       shipment_code = coalesce(shipment_code, $3::text, 'P-' || shipment_id), lines = coalesce($4, lines),
       updated_at = now()
     WHERE id = $1`,
    [id, operationId, magentoId ?? null, lines ? JSON.stringify(lines) : null],
  );
}

export async function markRefused(manager: EntityManager, id: string, operationId: string): Promise<void> {
  await manager.query(
    `UPDATE shipment SET sync_state = 'REFUSED', operation_id = $2, updated_at = now()
     WHERE id = $1 AND sync_state = 'PENDING'`,
    [id, operationId],
  );
}

/** What is in the order's parcels and not yet shipped in Magento, by line. */
export async function packedByLine(
  manager: EntityManager,
  orderId: string,
  exceptShipmentId: string,
): Promise<Map<string, number>> {
  const rows = await rowsOf<{ code: string; quantity: string }>(
    manager,
    `SELECT i."orderItemCode" AS code, sum(i.quantity) AS quantity
     FROM shipment s, jsonb_to_recordset(s.items) AS i("orderItemCode" text, quantity numeric)
     WHERE s.order_id = $1 AND s.shipment_id <> $2 AND s.sync_state IN ('PENDING', 'CREATED')
       AND s.flow <> 'SHIP_AT_SHIPMENT'
     GROUP BY 1`,
    [orderId, exceptShipmentId],
  );
  return new Map(rows.map(({ code, quantity }) => [code, Number(quantity)]));
}

/** Units per Magento row that are packed but that Magento does not count as shipped yet. */
export async function packedNotShipped(
  manager: EntityManager,
  orderId: string,
  exceptId: string,
): Promise<Map<number, number>> {
  const rows = await preparedRows<{ order_item_id: string; qty: string }>(
    manager,
    `SELECT l.order_item_id, sum(l.qty) AS qty
     FROM shipment s, jsonb_to_recordset(s.lines) AS l(order_item_id bigint, qty numeric)
     WHERE s.order_id = $1 AND s.id <> $2 AND s.sync_state = '${ShipmentSyncState.Created}'
       AND s.flow <> 'SHIP_AT_SHIPMENT'
     GROUP BY 1`,
    [orderId, exceptId],
  );
  return new Map(rows.map(({ order_item_id: id, qty }) => [Number(id), Number(qty)]));
}
