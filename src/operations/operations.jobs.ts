import { jobKind } from '../platform/jobs/job-kind.js';

export const RUN_OPERATION = jobKind<{ id: string }>('operation-run', 8);
