import { expect, it } from '@jest/globals';
import { RETENTION_RULES } from './retention-rules.repository.js';

it('keeps rows as long as docs/database.md says', () => {
  expect(RETENTION_RULES.map(({ table, days }) => [table, days])).toEqual([
    ['sync_run', 3],
    ['sync_run', 90],
    ['inventory_run', 90],
    ['reconciliation', 365],
    ['delivery_attempt', 30],
    ['notification', 90],
    ['delivery', 90],
    ['delivery', 90],
    ['alert_problem', 90],
    ['alert_message', 90],
    ['parcel_state', 180],
    ['operation', 90],
    ['operation', 90],
    ['operation_try', 90],
    ['shipment_label', 90],
    ['client_address', 7],
  ]);
});
