import type { Example } from '../example.js';
import { SAMPLE_IDS } from './sample-ids.js';

const DAY = { storeCode: 'default', from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
const CHANNEL = { channelId: SAMPLE_IDS.channel };
const DIFFERENCE = { reconciliationId: SAMPLE_IDS.comparison };

/** Stores, clients, polling and comparisons, for the people who run the service. */
export const ADMINISTRATION_EXAMPLES: readonly Example[] = [
  { operationId: 'Stores_list' },
  {
    operationId: 'Stores_create',
    body: {
      code: 'outlet',
      baseUrl: 'http://127.0.0.1:8080',
      storeView: 'default',
      credentials: { scheme: 'admin', username: 'increff', password: 'the password of that user' },
      settings: { polling: { pollIntervalSeconds: 60 } },
    },
  },
  { operationId: 'Stores_get', parameters: { storeCode: 'outlet' } },
  {
    operationId: 'Stores_update',
    parameters: { storeCode: 'outlet' },
    body: { paused: true, settings: { polling: { pollIntervalSeconds: 120 } } },
  },
  { operationId: 'Stores_check', parameters: { storeCode: 'default' } },
  { operationId: 'ShadowReport_report', parameters: { storeCode: 'default' } },
  { operationId: 'AlertChannels_list' },
  {
    operationId: 'AlertChannels_create',
    body: {
      name: 'Operators',
      kind: 'WEBHOOK',
      target: 'http://127.0.0.1:3001/alerts',
      leastSeverity: 'SERIOUS',
      repeatHours: 24,
      quietFrom: '22:00',
      quietTo: '07:00',
      quietZone: 'Asia/Kolkata',
    },
  },
  { operationId: 'AlertChannels_get', parameters: CHANNEL },
  { operationId: 'AlertChannels_change', parameters: CHANNEL, body: { leastCount: 5 } },
  { operationId: 'AlertChannels_test', parameters: CHANNEL },
  // On the page it stands before those that need the channel.
  { operationId: 'AlertChannels_remove', parameters: { channelId: SAMPLE_IDS.unusedChannel } },
  { operationId: 'Clients_list' },
  {
    operationId: 'Clients_create',
    body: { clientId: 'warehouse-north', scopes: ['orders:read', 'orders:write'], storeCodes: ['default'] },
  },
  {
    operationId: 'Clients_update',
    parameters: { clientId: 'warehouse-north' },
    body: { scopes: ['orders:read'], newSecret: true, oldSecretMinutes: 60 },
  },
  { operationId: 'Clients_remove', parameters: { clientId: 'warehouse-north' } },
  {
    operationId: 'Sync_startRun',
    parameters: { storeCode: 'default', stream: 'orders.changed' },
  },
  { operationId: 'Sync_listRuns', parameters: { storeCode: 'default' } },
  { operationId: 'Sync_createBackfill', body: { ...DAY, pauseMs: 0 } },
  { operationId: 'Sync_backfill', parameters: { backfillId: SAMPLE_IDS.backfill } },
  { operationId: 'Reconciliation_list' },
  { operationId: 'Reconciliation_get', parameters: DIFFERENCE },
  {
    operationId: 'Reconciliation_repair',
    parameters: { ...DIFFERENCE, differenceId: SAMPLE_IDS.lostInvoice },
  },
  {
    operationId: 'Reconciliation_undone',
    parameters: { ...DIFFERENCE, differenceId: SAMPLE_IDS.doubledInvoice },
  },
  { operationId: 'Reconciliation_create', body: DAY },
  {
    operationId: 'ReplacedOrders_decide',
    parameters: { storeCode: 'default' },
    body: { decision: 'NEW_ORDER' },
  },
  { operationId: 'Stores_remove', parameters: { storeCode: 'outlet' } },
  { operationId: 'Erasures_create', body: { email: 'asha@example.com', dryRun: true } },
  { operationId: 'Erasures_list' },
  { operationId: 'Erasures_get', parameters: { erasureId: SAMPLE_IDS.erasure } },
  { operationId: 'Sync_rebuild', parameters: { storeCode: 'default' } },
  { operationId: 'Audit_list', parameters: { storeCode: 'default' } },
  { operationId: 'Health_live' },
  { operationId: 'Health_ready' },
  { operationId: 'Metrics_get' },
];
