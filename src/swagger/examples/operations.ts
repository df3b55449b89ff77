import type { Example } from '../example.js';
import { SAMPLE_IDS } from './sample-ids.js';

/** Writes that wait, and what a person can do about them. */
export const OPERATION_EXAMPLES: readonly Example[] = [
  { operationId: 'Operations_list', parameters: { orderCode: '4711' } },
  { operationId: 'Operations_get', parameters: { operationId: SAMPLE_IDS.waitingWrite } },
  { operationId: 'Operations_retry', parameters: { operationId: SAMPLE_IDS.waitingWrite } },
  { operationId: 'Operations_withdraw', parameters: { operationId: SAMPLE_IDS.unwantedWrite } },
  { operationId: 'Operations_retryAll', body: { state: 'FAILED', kind: 'ACKNOWLEDGE', dryRun: true } },
  {
    operationId: 'Operations_withdrawAll',
    body: { state: 'PENDING', from: '2026-01-01T00:00:00Z', dryRun: true },
  },
];
