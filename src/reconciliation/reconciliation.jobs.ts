import { jobKind } from '../platform/jobs/job-kind.js';

export const RUN_RECONCILIATION = jobKind<{ id: string }>('reconciliation-run', 2);
