import type { Example } from '../example.js';
import { SAMPLE_IDS } from './sample-ids.js';

const LINES = [
  { orderItemCode: '47111', channelSkuCode: 'MUG-01', quantity: 2 },
  { orderItemCode: '47112', channelSkuCode: 'TEE-01', quantity: 1 },
];
const TRACKS = [{ trackNumber: '1Z999AA10123456784', title: 'Delhivery', carrierCode: 'custom' }];

/** One empty page, as PDF. */
const LABEL =
  'JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqIDIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iaiAzIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgMTAwIDEwMF0+PmVuZG9iagp0cmFpbGVyPDwvUm9vdCAxIDAgUj4+CiUlRU9GCg==';
const MANIFEST = { manifestCode: SAMPLE_IDS.manifest };

/** From the invoice to the handover, and what else happens to a parcel. */
export const FULFILMENT_EXAMPLES: readonly Example[] = [
  { operationId: 'Invoices_create', parameters: { orderCode: '4711' }, body: { items: LINES } },
  { operationId: 'Invoices_list', parameters: { orderCode: '4711' } },
  {
    operationId: 'Shipments_create',
    parameters: { orderCode: '4711' },
    body: {
      shipmentId: '900123',
      items: LINES,
      tracks: TRACKS,
      locationCode: 'WH1',
      comment: 'Fragile',
      weight: 1.25,
      dimensions: { length: 30, breadth: 20, height: 10 },
      shippingLabelUrl: 'https://labels.example.com/1Z999AA10123456784.pdf',
    },
  },
  { operationId: 'Shipments_get', parameters: { shipmentCode: 'P-900123' } },
  {
    operationId: 'Labels_store',
    parameters: { shipmentCode: 'P-900123' },
    body: { shippingLabel: LABEL },
  },
  { operationId: 'Labels_get', parameters: { shipmentCode: 'P-900123' } },
  { operationId: 'Labels_pdf', parameters: { shipmentCode: 'P-900123' } },
  {
    operationId: 'ParcelChanges_changeTrack',
    parameters: { shipmentCode: 'P-900123' },
    body: { trackNumber: '1Z999AA10123456785', title: 'Blue Dart', replaces: ['1Z999AA10123456784'] },
  },
  {
    operationId: 'ParcelChanges_repack',
    parameters: { orderCode: '4714' },
    body: {
      parcels: [
        { shipmentCode: 'P-900124', items: [{ orderItemCode: '47141', quantity: 1 }] },
        {
          shipmentCode: 'P-900125',
          items: [
            { orderItemCode: '47141', quantity: 1 },
            { orderItemCode: '47142', quantity: 1 },
          ],
        },
      ],
    },
  },
  { operationId: 'ParcelChanges_makeVoid', parameters: { shipmentCode: 'P-900126' } },
  {
    operationId: 'Manifests_create',
    body: {
      transporter: 'Blue Dart',
      locationCode: 'WH1',
      manifestId: 'MANIFEST-1',
      manifestItems: [
        {
          orderCode: '4711',
          shipmentCode: 'P-900123',
          awbNumber: '1Z999AA10123456785',
          packboxDetailsList: [{ boxId: 'BOX-1', awbNumber: '1Z999AA10123456785' }],
        },
      ],
    },
  },
  { operationId: 'Manifests_list' },
  {
    operationId: 'Manifests_add',
    parameters: MANIFEST,
    body: { manifestItems: [{ orderCode: '4714', shipmentCode: 'P-900125' }] },
  },
  { operationId: 'Manifests_close', parameters: MANIFEST },
  { operationId: 'Manifests_get', parameters: MANIFEST },
  { operationId: 'Manifests_pdf', parameters: MANIFEST },
  {
    operationId: 'Handovers_handOver',
    parameters: { orderCode: '4711' },
    body: { shipmentCode: 'P-900123', gatePassCode: 'GATE-1' },
  },
  {
    operationId: 'Handovers_handOverAll',
    body: { locationCode: 'WH1', handoverItems: [{ orderCode: '4716', gatePassCode: 'GATE-1' }] },
  },
  {
    operationId: 'Refunds_create',
    parameters: { orderCode: '4711' },
    body: {
      refundId: 'REFUND-1',
      items: [{ orderItemCode: '47111', channelSkuCode: 'MUG-01', quantity: 1 }],
      shippingAmount: '0.00',
      reason: 'Broken on arrival',
    },
  },
  { operationId: 'Refunds_list', parameters: { orderCode: '4711' } },
  {
    operationId: 'StandardForms_pack',
    body: {
      orderCode: '4717',
      shipmentId: '900127',
      items: [{ orderItemCode: '47171', quantity: 2 }],
      tracks: TRACKS,
      locationCode: 'WH1',
      shippingLabelUrl: 'https://labels.example.com/900127.pdf',
    },
  },
  {
    operationId: 'StandardForms_cancel',
    body: {
      orderCode: '4718',
      orderItems: [
        { orderItemCode: '47181', cancelledQuantity: 2 },
        { orderItemCode: '47182', cancelledQuantity: 1 },
      ],
    },
  },
  { operationId: 'StandardForms_invoice', parameters: { orderCode: '4711' } },
  { operationId: 'StandardForms_label', parameters: { shipmentCode: 'P-900127' } },
];
