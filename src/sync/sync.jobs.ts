import type { JobKind } from '../platform/jobs/jobs.service.js';
import type { StreamName } from './streams.js';

export const RUN_STREAM: JobKind<{ storeId: number; stream: StreamName; token: string }> = {
  name: 'sync-run-stream',
  concurrency: 8,
};

export const RUN_BACKFILL: JobKind<{ id: string; token: string }> = {
  name: 'sync-run-backfill',
  concurrency: 2,
};
