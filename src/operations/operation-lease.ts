import type { WriteFence } from '../magento/write-fence.js';
import { Heartbeat } from '../platform/jobs/heartbeat.js';
import { LeaseClock } from '../platform/jobs/lease-clock.js';
import { type Instant, time } from '../platform/time/time.js';
import type { HeldOperationsRepository } from './held-operations.repository.js';
import { OPERATION_LEASE_SECONDS } from './operations.repository.js';
import type { Operation, OperationContext, OperationHandler, PlannedRequest } from './operation.types.js';
import { HeldUpError } from './operations.errors.js';

/** Between them lies the wait for a connection. */
const STAMP_TO_SOCKET_MS = 10_000;

/** This process's hold on one operation: renewed while it works, and asked for right before each write. */
export class OperationLease {
  private readonly clock: LeaseClock;
  private readonly heartbeat: Heartbeat;

  /** @param taken the instant before the statement that took the row */
  constructor(
    private readonly held: HeldOperationsRepository,
    private readonly operation: Operation,
    taken: Instant,
  ) {
    this.clock = new LeaseClock(OPERATION_LEASE_SECONDS, taken);
    this.heartbeat = new Heartbeat(() => this.renew());
  }

  /** For one send of this request to this address. */
  fence(request: PlannedRequest, address: string): WriteFence {
    let stamped = time.instant();
    return {
      beforeSend: async () => {
        stamped = time.instant();
        await this.held.markSent(this.operation, request, address);
        this.clock.renewedAt(stamped);
      },
      // A heartbeat may have renewed the lease meanwhile; the grace counts from the stamp.
      atSocket: () => {
        if (!this.clock.held || time.elapsedMs(stamped) > time.limitMs(STAMP_TO_SOCKET_MS)) {
          throw new HeldUpError();
        }
      },
    };
  }

  stop(): void {
    this.heartbeat.stop();
  }

  private async renew(): Promise<unknown> {
    const since = time.instant();
    const held = await this.held.renew(this.operation);
    if (held !== undefined) this.clock.renewedAt(since);
    return held;
  }
}

/** One operation in the hands of this process. */
export interface HeldOperation {
  handler: OperationHandler;
  context: OperationContext;
  lease: OperationLease;
}
