import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { preparedRows } from '../platform/database/data-source.js';
import { TooManyRequestsError } from '../platform/errors/app-error.js';
import { time } from '../platform/time/time.js';

const PER_ADDRESS = 100;
/** From all addresses together, but for those that the client itself calls from: others must not shut it out. */
const PER_CLIENT = 300;
const OWN_ADDRESS_MS = 24 * 3600_000;
const MOST_KEPT = 10_000;
const MINUTE_MS = 60_000;
/** Others of an address are told to come back: its guesses must not keep the hashing busy for everybody. */
const AT_ONCE_PER_ADDRESS = 5;

interface Count {
  who: string;
  failures: number;
  seconds: number;
}

/** Counts each try before its secret is looked at, in one statement. Rows of minutes long past are cleared on the way. */
const COUNT = `
  WITH old AS (
    DELETE FROM sign_in_failure WHERE who IN (
      SELECT who FROM sign_in_failure WHERE since < now() - interval '10 minutes' AND NOT who = ANY($1)
      LIMIT 100 FOR UPDATE SKIP LOCKED))
  INSERT INTO sign_in_failure AS f (who, failures, since)
  SELECT who, 1, now() FROM unnest($1::text[]) AS who ORDER BY who
  ON CONFLICT (who) DO UPDATE SET
    failures = CASE WHEN f.since <= now() - interval '1 minute' THEN 1 ELSE f.failures + 1 END,
    since = CASE WHEN f.since <= now() - interval '1 minute' THEN now() ELSE f.since END
  RETURNING who, failures, ceil(extract(epoch FROM since + interval '1 minute' - now()))::int AS seconds`;

/**
 * Slows guessing down, per address and per client, for all replicas together. Who is over the limit is refused before his
 * secret is looked at, so that the answer does not tell whether it was right.
 */
@Injectable()
export class Guesses {
  /** Addresses known to be over the limit, and until when. */
  private readonly blocked = new Map<string, number>();
  private readonly underWay = new Map<string, number>();
  /** Client and address of a sign-in that was right, and until when that counts. */
  private readonly own = new Map<string, number>();

  constructor(private readonly database: DataSource) {}

  /** Costs nothing; asked before anything else. @throws TooManyRequestsError */
  refuseBlocked(address: string): void {
    const until = this.blocked.get(address);
    if (until === undefined) return;
    const left = until - time.now();
    if (left > 0) throw new TooManyRequestsError(Math.max(1, Math.ceil(left / 1000)));
    this.blocked.delete(address);
  }

  /**
   * Looks at a secret as one counted try.
   * @param clientId undefined where there is no such client: only the address is counted then
   * @throws TooManyRequestsError without looking
   */
  async counted(
    address: string,
    clientId: string | undefined,
    look: () => Promise<boolean>,
  ): Promise<boolean> {
    const others = this.underWay.get(address) ?? 0;
    if (others >= AT_ONCE_PER_ADDRESS) throw new TooManyRequestsError(1);
    this.underWay.set(address, others + 1);
    try {
      const keys = this.keysOf(address, clientId);
      await this.count(address, keys);
      const right = await look();
      if (right) {
        keep(this.own, `${clientId} ${address}`, time.now() + OWN_ADDRESS_MS);
        await this.uncount(keys);
      }
      return right;
    } finally {
      const left = this.underWay.get(address)! - 1;
      if (left === 0) this.underWay.delete(address);
      else this.underWay.set(address, left);
    }
  }

  private keysOf(address: string, clientId: string | undefined): string[] {
    const own = (this.own.get(`${clientId} ${address}`) ?? 0) > time.now();
    return [`address:${address}`, ...(clientId === undefined || own ? [] : [`client:${clientId}`])];
  }

  private async count(address: string, keys: string[]): Promise<void> {
    const counts = await preparedRows<Count>(this.database.manager, COUNT, [keys]);
    const over = counts.filter(({ who, failures }) => failures > (isAddress(who) ? PER_ADDRESS : PER_CLIENT));
    if (over.length === 0) return;
    const seconds = Math.max(1, ...over.map((one) => one.seconds));
    if (over.some(({ who }) => isAddress(who))) {
      keep(this.blocked, address, time.now() + Math.min(seconds * 1000, MINUTE_MS));
    }
    throw new TooManyRequestsError(seconds);
  }

  private async uncount(keys: string[]): Promise<void> {
    const sql = `UPDATE sign_in_failure SET failures = failures - 1 WHERE who = ANY($1::text[]) AND failures > 0`;
    await preparedRows(this.database.manager, sql, [keys]);
  }
}

function keep(map: Map<string, number>, key: string, until: number): void {
  if (map.size >= MOST_KEPT) map.clear();
  map.set(key, until);
}

function isAddress(who: string): boolean {
  return who.startsWith('address:');
}
