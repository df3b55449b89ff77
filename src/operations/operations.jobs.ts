import type { JobKind } from '../platform/jobs/jobs.service.js';

export const RUN_OPERATION: JobKind<{ id: string }> = { name: 'operation-run', concurrency: 8 };
