/** Time for the statement that renewed the lease to have been late, and for clocks that run at slightly different rates. */
const MARGIN_MS = 500;

/** An instant by this process's own clocks; only differences mean anything. */
export interface Instant {
  readonly monotonic: number;
  readonly wall: number;
}

export function instant(): Instant {
  return { monotonic: performance.now(), wall: Date.now() };
}

/**
 * Milliseconds since then. The larger of the two clocks: the monotonic one stands still while a virtual machine is
 * suspended, the other one may be set back. Too long is safe, too short is not.
 */
export function elapsedMs(since: Instant): number {
  return Math.max(performance.now() - since.monotonic, Date.now() - since.wall);
}

/**
 * Until when this process may act under a lease, without asking the database: a process that was frozen finds out by
 * itself when it wakes. The lease counts from before the statement that took or renewed it.
 */
export class LeaseClock {
  private renewed: Instant;

  /** @param taken the instant before the statement that took the lease */
  constructor(
    private readonly leaseSeconds: number,
    taken: Instant = instant(),
  ) {
    this.renewed = taken;
  }

  /** @param since the instant before the statement that renewed the lease */
  renewedAt(since: Instant): void {
    this.renewed = since;
  }

  get held(): boolean {
    return elapsedMs(this.renewed) < this.leaseSeconds * 1000 - MARGIN_MS;
  }
}
