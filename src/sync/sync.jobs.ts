import type { JobKind } from '../platform/jobs/jobs.service.js';
import type { StreamName } from './streams.js';

/** Runs that an operator asks for. */
export const RUN_STREAM: JobKind<{ storeId: number; stream: StreamName; token: string }> = {
  name: 'sync-run-stream',
  concurrency: 8,
};
