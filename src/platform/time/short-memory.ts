import { type Instant, time } from './time.js';

interface Kept<V> {
  value: V;
  since: Instant;
  ms: number;
}

/**
 * What is known for a while, the oldest forgotten first where there is too much. By both clocks: one that is set back keeps
 * nothing alive.
 */
export class ShortMemory<V> {
  private readonly kept = new Map<string, Kept<V>>();

  /** @param ms how long, unless said otherwise; not scaled */
  constructor(
    private readonly ms: number,
    private readonly most = 1000,
  ) {}

  /** Undefined where nothing is known any more. */
  get(key: string): V | undefined {
    return this.leftMs(key) > 0 ? this.kept.get(key)!.value : undefined;
  }

  /** For how long it is known yet; 0 where it is not. */
  leftMs(key: string): number {
    const kept = this.kept.get(key);
    return kept ? Math.max(0, kept.ms - time.elapsedMs(kept.since)) : 0;
  }

  set(key: string, value: V, ms = this.ms): void {
    this.kept.delete(key);
    if (this.kept.size >= this.most) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(key, { value, since: time.instant(), ms });
  }

  delete(key: string): void {
    this.kept.delete(key);
  }

  values(): V[] {
    return [...this.kept.keys()].flatMap((key) => {
      const value = this.get(key);
      return value === undefined ? [] : [value];
    });
  }
}
