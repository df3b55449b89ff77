/** `fresh`: it is yours to handle; `handled`: it was; `busy`: somebody handles it now. */
export type Claim = 'fresh' | 'handled' | 'busy';

/**
 * Remembers which deliveries were handled. With several processes, keep it in a database: a table with the id as its primary key,
 * best in the transaction that your handler writes in.
 */
export interface SeenStore {
  claim(id: string): Claim | Promise<Claim>;
  /** Its handler came to its end. */
  handled(id: string): void | Promise<void>;
  /** Its handler failed: the next try is fresh. */
  release(id: string): void | Promise<void>;
}

/** For one process, and lost with it: then a repeat is handled again. Forgets the oldest beyond `most`. */
export class MemorySeen implements SeenStore {
  private readonly states = new Map<string, 'busy' | 'handled'>();

  constructor(private readonly most = 100_000) {}

  claim(id: string): Claim {
    const state = this.states.get(id);
    if (state) return state;
    this.states.set(id, 'busy');
    return 'fresh';
  }

  handled(id: string): void {
    this.states.delete(id);
    this.states.set(id, 'handled');
    for (const [oldest, state] of this.states) {
      if (this.states.size <= this.most) return;
      if (state === 'handled') this.states.delete(oldest);
    }
  }

  release(id: string): void {
    this.states.delete(id);
  }
}
