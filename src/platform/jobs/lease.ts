import type { EntityManager } from 'typeorm';
import { preparedRows, rowsOf } from '../database/data-source.js';
import { time } from '../time/time.js';
import { LeaseLostError } from './heartbeat.js';

/** The end of a lease, by the database's clock. @param seconds parameter */
export function leaseEnd(seconds: string): string {
  return `now() + make_interval(secs => ${seconds})`;
}

export const LEASE_COLUMNS = 'lease_token, lease_until';

/** Of these columns: a token that nobody else has, and the end. @param seconds parameter */
export function leaseValues(seconds: string): string {
  return `gen_random_uuid(), ${leaseEnd(seconds)}`;
}

/** The same for SET. @param seconds parameter */
export function leaseTaken(seconds: string): string {
  return `(${LEASE_COLUMNS}) = ROW (${leaseValues(seconds)})`;
}

/** Nobody holds the row, or who did is taken for dead. @param row alias, with its point */
export function leaseFree(row = ''): string {
  return `(${row}lease_until IS NULL OR ${row}lease_until < now())`;
}

export const LEASE_GIVEN_BACK = 'lease_token = NULL, lease_until = NULL';

/** How the rows of a table are leased: its columns `lease_token` and `lease_until`. */
export interface LeaseTerms<H> {
  table: string;
  /** Columns of the key. */
  key: string[];
  /** A holder that does not renew within this time counts as dead. */
  seconds: number;
  /** Without it nobody holds the row, even if it has a token. */
  while?: string;
  /** Values of the key, and the token. */
  of: (held: H) => unknown[];
  /** For errors. */
  called: (held: H) => string;
  /** Statements of the hot path stay prepared. */
  prepared?: boolean;
}

/** Rows to be taken; `t` is the table, $1 the seconds, own parameters follow. */
interface Claim {
  join?: string;
  where: string;
  /** ORDER BY and LIMIT. */
  first: string;
  /** Set besides the lease. */
  set?: string;
  returning: string;
  /** What the same statement does with the rows, as CTEs and a SELECT that read them from `taken`. */
  then?: string;
}

/** Another write, made by the same statement and only where the row is held. */
export interface Beside {
  /** Ends with its condition. @param first number of its first parameter */
  sql: (first: number) => string;
  values: unknown[];
}

/** A write under a lease; `t` is the table, and own parameters follow those of key and token. */
interface LeasedWrite {
  set: string;
  values?: unknown[];
  /** What has to hold besides. */
  and?: string;
  returning?: string;
  beside?: Beside[];
}

/**
 * A row that one process at a time works on. Who takes it gets a token of its own, and each statement asks for it: a
 * process that stood still for too long writes nothing any more. Beside it: heartbeat.ts renews, lease-clock.ts says
 * without a database whether the lease lasts.
 */
export class Lease<H> {
  private readonly rows: typeof preparedRows;
  /** Number of the first own parameter of a write. */
  private readonly own: number;

  constructor(private readonly terms: LeaseTerms<H>) {
    this.rows = terms.prepared ? preparedRows : rowsOf;
    this.own = terms.key.length + 2;
  }

  /** Takes rows that are free; what another process is taking is passed over. */
  claim<T>(manager: EntityManager, claim: Claim, values: unknown[] = []): Promise<T[]> {
    const { table, key } = this.terms;
    const names = key.map((_column, i) => `key_${i}`);
    const set = claim.set === undefined ? '' : `, ${claim.set}`;
    const take = `UPDATE ${table} t SET ${leaseTaken('$1')}${set}
       FROM free WHERE ${key.map((column, i) => `t.${column} = free.${names[i]}`).join(' AND ')}
       RETURNING ${claim.returning}`;
    return this.rows<T>(
      manager,
      `WITH free (${names.join(', ')}) AS (
         SELECT ${key.map((column) => `t.${column}`).join(', ')} FROM ${table} t ${claim.join ?? ''}
         WHERE ${claim.where} ${claim.first} FOR UPDATE OF t SKIP LOCKED)
       ${claim.then === undefined ? take : `, taken AS (${take}), ${claim.then}`}`,
      [time.limitSeconds(this.terms.seconds), ...values],
    );
  }

  /** Takes one row, whoever else comes for it. @param row its key; further parameters follow, and $n + 1 is the seconds */
  async claimOne<T>(
    manager: EntityManager,
    row: unknown[],
    { where, set, returning }: Omit<Claim, 'first' | 'join'>,
  ): Promise<T | undefined> {
    const { table, key, seconds } = this.terms;
    const more = set === undefined ? '' : `, ${set}`;
    const [taken] = await this.rows<T>(
      manager,
      `UPDATE ${table} t SET ${leaseTaken(`$${key.length + 1}`)}${more}
       WHERE ${is(key)} AND ${where} RETURNING ${returning}`,
      [...row, time.limitSeconds(seconds)],
    );
    return taken;
  }

  /** @returns undefined once the row is another's */
  renew<T = object>(
    manager: EntityManager,
    held: H,
    { and, returning }: Pick<LeasedWrite, 'and' | 'returning'> = {},
  ): Promise<T | undefined> {
    const set = `lease_until = ${leaseEnd(`$${this.own}`)}`;
    const values = [time.limitSeconds(this.terms.seconds)];
    return this.writeIfHeld<T>(manager, held, { set, values, and, returning });
  }

  /** @throws LeaseLostError */
  async write<T = object>(manager: EntityManager, held: H, write: LeasedWrite): Promise<T> {
    const row = await this.writeIfHeld<T>(manager, held, write);
    if (row === undefined) throw this.lost(held);
    return row;
  }

  /** @returns undefined where the row is another's */
  async writeIfHeld<T = object>(
    manager: EntityManager,
    held: H,
    { set, values = [], and = 'true', returning = '1 AS held', beside = [] }: LeasedWrite,
  ): Promise<T | undefined> {
    const write = `UPDATE ${this.terms.table} t SET ${set} WHERE ${this.isHeld()} AND ${and} RETURNING ${returning}`;
    const own = [...this.terms.of(held), ...values];
    const others: string[] = [];
    for (const one of beside) {
      others.push(one.sql(own.length + 1));
      own.push(...one.values);
    }
    const [row] = await this.rows<T>(manager, ifHeld(write, others), own);
    return row;
  }

  /** Gives the row back; one that is another's stays so. @param set besides */
  async release(manager: EntityManager, held: H, set?: string, values?: unknown[]): Promise<void> {
    const all = set === undefined ? LEASE_GIVEN_BACK : `${LEASE_GIVEN_BACK}, ${set}`;
    await this.writeIfHeld(manager, held, { set: all, values });
  }

  /** Until the end of the transaction nobody takes it. @throws LeaseLostError */
  async hold(manager: EntityManager, held: H): Promise<void> {
    const { table, of } = this.terms;
    const rows = await this.rows<object>(
      manager,
      `SELECT 1 FROM ${table} WHERE ${this.isHeld()} FOR UPDATE`,
      of(held),
    );
    if (rows.length === 0) throw this.lost(held);
  }

  lost(held: H): LeaseLostError {
    return new LeaseLostError(`${this.terms.called(held)} was taken over`);
  }

  /** @param from number of the key's first parameter */
  isHeld(from = 1): string {
    const { key, while: condition } = this.terms;
    const mine = `${is(key, from)} AND lease_token = $${from + key.length}`;
    return condition === undefined ? mine : `${mine} AND ${condition}`;
  }
}

function ifHeld(write: string, others: string[]): string {
  if (others.length === 0) return write;
  const besides = others.map((sql, index) => `beside_${index} AS (${sql} AND EXISTS (SELECT FROM held))`);
  return `WITH held AS (${write}), ${besides.join(', ')} SELECT * FROM held`;
}

function is(key: string[], from = 1): string {
  return key.map((column, i) => `${column} = $${from + i}`).join(' AND ');
}
