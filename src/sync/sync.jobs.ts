import { jobKind } from '../platform/jobs/job-kind.js';
import type { StreamName } from './streams.js';

/** Runs that an operator asks for. */
export const RUN_STREAM = jobKind<{ storeId: number; stream: StreamName; token: string }>(
  'sync-run-stream',
  8,
);
