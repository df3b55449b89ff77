import { refund } from './credit-memos.js';
import { addTrack, invoice, ship, storeShipment } from './documents.js';
import { parameter, readObject, type Shape } from './input.js';
import { MagentoFault } from './magento-fault.js';
import { magentoTime, type Order, type Shipment } from './magento-order.js';
import {
  documents,
  idOf,
  listOf,
  notFound,
  orderId,
  orderOf,
  type Route,
  type RouteContext,
} from './route.js';
import type { SandboxStore } from './store.js';

const LINE: Shape = { order_item_id: 'int', qty: 'float', extension_attributes: 'any' };
const TRACK: Shape = {
  track_number: 'string',
  title: 'string',
  carrier_code: 'string',
  extension_attributes: 'any',
};
const INVOICE: Shape = {
  capture: 'boolean',
  items: [LINE],
  notify: 'boolean',
  appendComment: 'boolean',
  comment: 'any',
  arguments: 'any',
};
const SHIP: Shape = {
  items: [LINE],
  notify: 'boolean',
  appendComment: 'boolean',
  comment: 'any',
  tracks: [TRACK],
  packages: 'any',
  arguments: 'any',
};
const REFUND: Shape = {
  items: [LINE],
  notify: 'boolean',
  appendComment: 'boolean',
  comment: 'any',
  arguments: {
    shipping_amount: 'float',
    adjustment_positive: 'float',
    adjustment_negative: 'float',
    extension_attributes: 'any',
  },
};
const STORED_TRACK: Shape = {
  ...TRACK,
  order_id: 'int',
  parent_id: 'int',
  weight: 'float',
  qty: 'float',
  description: 'string',
  created_at: 'string',
  updated_at: 'string',
  entity_id: 'int',
};
const SHIPMENT: Shape = {
  order_id: 'int',
  created_at: 'string',
  items: [{ ...LINE, sku: 'string', name: 'string', price: 'float', weight: 'float', product_id: 'int' }],
  tracks: [STORED_TRACK],
  comments: 'any',
  packages: 'any',
  shipping_label: 'string',
  extension_attributes: 'any',
};

/** Makes a document of an order, books it, and says that the order changed. */
function make<T extends { entity_id: number }>(
  context: RouteContext,
  order: Order,
  kind: 'invoices' | 'shipments' | 'creditMemos',
  run: (time: string) => T,
): T {
  const { store } = context;
  const document = run(magentoTime(store.now()));
  store.book(order.entity_id)[kind]++;
  store.changed(order);
  return document;
}

/** `entity` of a body. */
function entityOf({ body, store }: RouteContext, shape: Shape): Record<string, unknown> {
  const entity = parameter(body, 'entity');
  if (entity === undefined || entity === null) throw MagentoFault.required('entity');
  return readObject(entity, shape, store.release);
}

const entityOrderId = ({ body }: RouteContext): number =>
  Number((parameter(body, 'entity') as { order_id?: number } | undefined)?.order_id ?? 0);

function shipmentWithTrack(store: SandboxStore, id: number): Shipment | undefined {
  return store.shipments.find(({ tracks }) => tracks.some((track) => track['entity_id'] === id));
}

function orderOfEntity(store: SandboxStore, entity: Record<string, unknown>): Order {
  if (!entity['order_id']) throw MagentoFault.badRequest('An ID is needed. Set the ID and try again.');
  return store.find(Number(entity['order_id'])) ?? notFound();
}

/** Order of the invoice that a path names. */
const orderOfInvoice = ({ store, parameters }: RouteContext): number =>
  store.invoices.find((one) => String(one.entity_id) === parameters[0])?.order_id ?? 0;

export const DOCUMENT_ROUTES: Route[] = [
  {
    method: 'POST',
    path: '/order/:id/refund',
    resource: 'Magento_Sales::creditmemo',
    writes: orderId,
    deadlock: 'Could not save a Creditmemo, see error log for details',
    run: (context) => {
      const input = readObject(context.body, REFUND, context.store.release);
      const order = orderOf(context);
      const made = make(context, order, 'creditMemos', (time) => refund(order, input, context.store, time));
      return String(made.entity_id);
    },
  },
  {
    method: 'POST',
    path: '/invoice/:id/refund',
    resource: 'Magento_Sales::sales_invoice',
    writes: orderOfInvoice,
    deadlock: 'Could not save a Creditmemo, see error log for details',
    run: (context) => {
      const { store, parameters } = context;
      const input = readObject(context.body, { ...REFUND, isOnline: 'boolean' }, store.release);
      const invoice = store.invoices.find((row) => row.entity_id === idOf(parameters[0]!)) ?? notFound();
      const order = store.find(invoice.order_id) ?? notFound();
      const made = make(context, order, 'creditMemos', (time) => refund(order, input, store, time, invoice));
      return String(made.entity_id);
    },
  },
  {
    method: 'GET',
    path: '/creditmemos',
    resource: 'Magento_Sales::sales_creditmemo',
    run: (context) => listOf(documents(context.store.creditMemos), context, (row) => row),
  },
  {
    method: 'GET',
    path: '/creditmemo/:id',
    resource: 'Magento_Sales::sales_creditmemo',
    run: ({ store, parameters }) =>
      store.creditMemos.find((row) => row.entity_id === idOf(parameters[0]!)) ?? notFound(),
  },
  {
    method: 'POST',
    path: '/order/:id/invoice',
    resource: 'Magento_Sales::invoice',
    writes: orderId,
    run: (context) => {
      const input = readObject(context.body, INVOICE, context.store.release);
      const order = orderOf(context);
      const made = make(context, order, 'invoices', (time) => invoice(order, input, context.store, time));
      return String(made.entity_id);
    },
  },
  {
    method: 'POST',
    path: '/order/:id/ship',
    resource: 'Magento_Sales::ship',
    writes: orderId,
    run: (context) => {
      const input = readObject(context.body, SHIP, context.store.release);
      const order = orderOf(context);
      const made = make(context, order, 'shipments', (time) => ship(order, input, context.store, time));
      return String(made.entity_id);
    },
  },
  {
    method: 'POST',
    path: '/shipment',
    resource: 'Magento_Sales::shipment',
    writes: entityOrderId,
    run: (context) => {
      const { store } = context;
      const entity = entityOf(context, SHIPMENT);
      const order = orderOfEntity(store, entity);
      const { extension_attributes: _source, ...answer } = storeShipment(
        order,
        entity,
        store,
        magentoTime(store.now()),
      );
      store.book(order.entity_id).documents++;
      return answer;
    },
  },
  {
    method: 'POST',
    path: '/shipment/track',
    resource: 'Magento_Sales::shipment',
    writes: entityOrderId,
    run: (context) => {
      const { store } = context;
      const track = addTrack(entityOf(context, STORED_TRACK), store, magentoTime(store.now()));
      store.book(Number(track['order_id'])).tracks++;
      return track;
    },
  },
  {
    // Loading finds nothing, and deleting nothing is no error (Sales ShipmentTrackRepository; recorded exchange 923).
    method: 'DELETE',
    path: '/shipment/track/:id',
    resource: 'Magento_Sales::shipment',
    writes: ({ store, parameters }) => shipmentWithTrack(store, idOf(parameters[0]!))?.order_id ?? 0,
    run: ({ store, parameters }) => {
      const id = idOf(parameters[0]!);
      const shipment = shipmentWithTrack(store, id);
      if (shipment) {
        shipment.tracks = shipment.tracks.filter((track) => track['entity_id'] !== id);
        store.book(shipment.order_id).removedTracks++;
      }
      return true;
    },
  },
  {
    method: 'POST',
    path: '/shipment/:id/comments',
    resource: 'Magento_Sales::shipment',
    writes: ({ store, parameters }) =>
      store.shipments.find((row) => row.entity_id === Number(parameters[0]))?.order_id ?? 0,
    run: (context) => {
      const { store, parameters } = context;
      const shipment = store.shipments.find((row) => row.entity_id === idOf(parameters[0]!)) ?? notFound();
      const { created_at: _time, ...entity } = parameter(context.body, 'entity') as Record<string, unknown>;
      const comment = { ...entity, entity_id: store.next('comment') };
      shipment.comments.push({ ...comment, created_at: magentoTime(store.now()) });
      store.book(shipment.order_id).shipmentComments++;
      return comment;
    },
  },
  {
    method: 'GET',
    path: '/invoices',
    resource: 'Magento_Sales::sales_invoice',
    run: (context) => listOf(documents(context.store.invoices), context, (row) => row),
  },
  {
    method: 'GET',
    path: '/invoices/:id',
    resource: 'Magento_Sales::sales_invoice',
    run: ({ store, parameters }) =>
      store.invoices.find((row) => row.entity_id === idOf(parameters[0]!)) ?? notFound(),
  },
  {
    method: 'POST',
    path: '/invoices/:id/capture',
    resource: 'Magento_Sales::sales_invoice',
    run: () => {
      throw MagentoFault.badRequest('The capture action is not available.');
    },
  },
  {
    method: 'GET',
    path: '/shipments',
    resource: 'Magento_Sales::shipment',
    run: (context) => listOf(documents(context.store.shipments), context, (row) => row),
  },
  {
    method: 'GET',
    path: '/shipment/:id',
    resource: 'Magento_Sales::shipment',
    run: ({ store, parameters }) =>
      store.shipments.find((row) => row.entity_id === idOf(parameters[0]!)) ?? notFound(),
  },
];
