interface ForeignAnswer {
  status: number;
  headers?: Record<string, string>;
  text: string;
}

/** What stands between the shop and its caller: a proxy, a cache, a module that rewrites answers. */
export interface Middleman {
  /** The query that reaches the shop. */
  query?: (path: string, query: string) => string;
  /** The Host header that the shop gets. */
  host?: (host: string) => string;
  /** The path that the shop gets. */
  path?: (path: string) => string;
  /** An answer in place of the shop's. */
  answer?: (path: string, query: string) => ForeignAnswer | undefined;
  /** The JSON of a 200, rewritten. */
  body?: (path: string, body: any) => unknown;
  /** Milliseconds that a 200 takes longer. */
  delayMs?: (path: string, body: any) => number | Promise<number>;
  /** The `Date` header is ahead of the shop's clock by so much. */
  dateAheadMs?: number;
}

/** What goes wrong, and how often. Rates are shares of requests from 0 to 1, drawn from a seeded sequence. */
export interface Faults {
  /** 500 without doing anything. */
  serverErrorRate: number;
  /** The answer comes after `slowMs`, the effect at once. */
  slowRate: number;
  slowMs: number;
  /** The connection is cut before anything is done. */
  cutBeforeRate: number;
  /** The effect happens, the answer is cut. */
  cutAfterRate: number;
  /** Half of the answer's body is sent, then the connection is cut. */
  cutBodyRate: number;
  /** A write commits `lateMs` after it came; the answer is cut at once. */
  lateCommitRate: number;
  lateMs: number;
  /** A write answers 400 as after a deadlock, without effect. */
  deadlockRate: number;
  /** The token in use is declared expired. */
  expireTokenRate: number;
  /** Orders whose presence on a page makes it a 500. */
  poisoned: Set<number>;
  /** New and changed orders become visible this time after their stamp. */
  commitLagMs: number;
  /** Reads show the shop as it was this time ago: a replica, or a cache in front of it. */
  readLagMs: number;
  /** Rates above count for writes only. */
  onlyWrites: boolean;
  /** Every answer takes this time. */
  latencyMs: number;
  /** The whole shop: maintenance page, database gone, PHP gone. */
  outage: 'none' | 'maintenance' | 'database' | 'php';
  middleman: Middleman;
}

export function noFaults(): Faults {
  return {
    serverErrorRate: 0,
    slowRate: 0,
    slowMs: 0,
    cutBeforeRate: 0,
    cutAfterRate: 0,
    cutBodyRate: 0,
    lateCommitRate: 0,
    lateMs: 0,
    deadlockRate: 0,
    expireTokenRate: 0,
    poisoned: new Set(),
    commitLagMs: 0,
    readLagMs: 0,
    onlyWrites: false,
    latencyMs: 0,
    outage: 'none',
    middleman: {},
  };
}

/** Repeatable sequence of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
