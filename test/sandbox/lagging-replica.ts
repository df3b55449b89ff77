import type { SandboxStore } from './store.js';

/** What reads see while they lag: the shop as it was before the first write that is younger than the lag. */
export class LaggingReplica {
  private readonly before: { at: number; store: SandboxStore }[] = [];

  constructor(private readonly primary: SandboxStore) {}

  /** Before each write. */
  remember(): void {
    this.before.push({ at: this.primary.now(), store: this.primary.snapshot() });
  }

  view(lagMs: number): SandboxStore {
    const oldest = this.primary.now() - lagMs;
    while (this.before.length > 0 && this.before[0]!.at <= oldest) this.before.shift();
    return this.before[0]?.store ?? this.primary;
  }
}
