import { type Instant, time } from '../time/time.js';

/** Time for the statement that renewed the lease to have been late, and for clocks that run at slightly different rates. */
const MARGIN_MS = 500;

/**
 * Until when this process may act under a lease, without asking the database: a process that was frozen finds out by
 * itself when it wakes. The lease counts from before the statement that took or renewed it.
 */
export class LeaseClock {
  private renewed: Instant;

  /** @param taken the instant before the statement that took the lease */
  constructor(
    private readonly leaseSeconds: number,
    taken: Instant = time.instant(),
  ) {
    this.renewed = taken;
  }

  /** @param since the instant before the statement that renewed the lease */
  renewedAt(since: Instant): void {
    this.renewed = since;
  }

  get held(): boolean {
    return time.elapsedMs(this.renewed) < time.limitMs(this.leaseSeconds * 1000 - MARGIN_MS);
  }
}
