import type { Example } from '../example.js';
import { SAMPLE_IDS } from './sample-ids.js';

/** Events of parcels, and what becomes of them. */
export const NOTIFICATION_EXAMPLES: readonly Example[] = [
  {
    operationId: 'Notifications_accept',
    body: {
      forwardOrderCode: '4711',
      forwardShipmentCode: 'P-900123',
      forwardAwb: '1Z999AA10123456785',
      courierName: 'Blue Dart',
      notificationType: 'PICKED_UP',
      notificationUpdateTime: 1767258000,
      warehouseCode: 'WH1',
    },
  },
  { operationId: 'Notifications_list', parameters: { forwardOrderCode: '4711' } },
  {
    operationId: 'WaitingEvents_assign',
    parameters: { notificationId: SAMPLE_IDS.strangeEvent },
    body: { orderCode: '4711' },
  },
  {
    operationId: 'WaitingEvents_dismiss',
    parameters: { notificationId: SAMPLE_IDS.foreignEvent },
    body: { reason: 'A parcel of another sales channel' },
  },
  { operationId: 'WaitingEvents_retry', parameters: { notificationId: SAMPLE_IDS.lateEvent } },
  {
    operationId: 'WaitingEvents_dismissAll',
    body: { source: 'CLICKPOST', reason: 'Parcels of another sales channel', dryRun: true },
  },
  {
    operationId: 'Webhooks_clickpost',
    parameters: { storeCode: 'default' },
    body: {
      waybill: '1Z999AA10123456785',
      clickpost_status_code: 6,
      timestamp: '2026-01-02 09:00:00',
      additional: { order_id: '4711' },
    },
  },
  {
    operationId: 'Webhooks_shiprocket',
    parameters: { storeCode: 'default' },
    body: {
      awb: '1Z999AA10123456785',
      order_id: '4711',
      current_status: 'OUT FOR DELIVERY',
      current_status_id: 17,
      current_timestamp: '03 01 2026 09:00:00',
    },
  },
  {
    operationId: 'Webhooks_shipway',
    parameters: { storeCode: 'default' },
    body: { awb: '1Z999AA10123456785', order_id: '4711', current_status: 'In Transit' },
  },
  {
    operationId: 'Webhooks_eshipz',
    parameters: { storeCode: 'default' },
    body: { tracking_number: '1Z999AA10123456785', order_id: '4711', tag: 'InTransit' },
  },
  {
    operationId: 'Webhooks_courier',
    parameters: { storeCode: 'default', courier: 'swiftly' },
    body: { awb: '1Z999AA10123456785', order: '4711', status: 'OUT', at: '2026-01-03T10:00:00Z' },
  },
  { operationId: 'Deliveries_list', parameters: { orderCode: '4711' } },
  { operationId: 'Deliveries_get', parameters: { deliveryId: SAMPLE_IDS.delivery } },
  { operationId: 'Deliveries_replay', parameters: { deliveryId: SAMPLE_IDS.delivery } },
  {
    operationId: 'Deliveries_replayAll',
    body: { kind: 'NOTIFICATION', state: 'DEAD', from: '2026-01-01T00:00:00Z', dryRun: true },
  },
];
