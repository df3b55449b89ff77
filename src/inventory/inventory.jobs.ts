import { jobKind } from '../platform/jobs/job-kind.js';

export const RUN_INVENTORY = jobKind<{ id: string }>('inventory-run', 1);
