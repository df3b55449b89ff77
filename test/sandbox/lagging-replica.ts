import type { SandboxStore } from './store.js';

/** What reads see while they lag: the shop as it was before the first write that is younger than the lag. */
export class LaggingReplica {
  private readonly before: { at: number; store: SandboxStore }[] = [];

  /** @param only ids of the orders that it is asked for; left out: all */
  constructor(
    private readonly primary: SandboxStore,
    private readonly only?: ReadonlySet<number>,
  ) {}

  /** Before each write. */
  remember(): void {
    this.before.push({ at: this.primary.now(), store: this.primary.snapshot(this.only) });
  }

  view(lagMs: number): SandboxStore {
    const oldest = this.primary.now() - lagMs;
    while (this.before.length > 0 && this.before[0]!.at <= oldest) this.before.shift();
    return this.before[0]?.store ?? this.primary;
  }
}
