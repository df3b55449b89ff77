import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TooManyRequestsError } from '../platform/errors/app-error.js';
import { ShortMemory } from '../platform/time/short-memory.js';
import { countTry, keepAddress, PER_ADDRESS, uncountTry } from './sign-in-failures.repository.js';

/** From all addresses together, but for those that the client itself calls from: others must not shut it out. */
const PER_CLIENT = 300;
/** More at once from one address have to come back: they must not keep the hashing busy for everybody. */
const AT_ONCE_PER_ADDRESS = 5;
const MOST_BLOCKED = 10_000;
const LONGEST_ID = 64;

/**
 * Slows guessing down, per address and per client, for all replicas together. A caller over the limit is refused before its
 * secret is looked at, so that the answer does not tell whether it was right.
 */
@Injectable()
export class Guesses {
  /** Addresses known to be over the limit. */
  private readonly blocked = new ShortMemory<true>(0, MOST_BLOCKED);
  private readonly underWay = new Map<string, number>();

  constructor(private readonly database: DataSource) {}

  /** Costs nothing. @throws TooManyRequestsError */
  refuseBlocked(ip: string): void {
    const left = this.blocked.leftMs(blockOf(ip));
    if (left > 0) throw new TooManyRequestsError(Math.ceil(left / 1000));
  }

  /**
   * Looks at a secret as one counted try.
   * @throws TooManyRequestsError without looking
   */
  async counted(ip: string, clientId: string, look: () => Promise<boolean>): Promise<boolean> {
    const address = blockOf(ip);
    const others = this.underWay.get(address) ?? 0;
    if (others >= AT_ONCE_PER_ADDRESS) throw new TooManyRequestsError(1);
    this.underWay.set(address, others + 1);
    try {
      const counted = await this.count(address, bounded(clientId));
      const right = await look();
      if (right) await this.succeeded(address, clientId, counted);
      return right;
    } finally {
      const left = this.underWay.get(address)! - 1;
      if (left === 0) this.underWay.delete(address);
      else this.underWay.set(address, left);
    }
  }

  /** A wrong key of another kind. @throws TooManyRequestsError */
  async countFailure(ip: string): Promise<void> {
    await this.count(blockOf(ip), null);
  }

  /** @returns the keys that were counted */
  private async count(address: string, clientId: string | null): Promise<string[]> {
    const counts = await countTry(this.database.manager, address, clientId);
    const over = counts.filter(({ who, failures }) => failures > (isAddress(who) ? PER_ADDRESS : PER_CLIENT));
    if (over.length === 0) return counts.map(({ who }) => who);
    const seconds = Math.max(1, ...over.map((one) => one.seconds));
    if (over.some(({ who }) => isAddress(who))) this.blocked.set(address, true, Math.min(seconds, 60) * 1000);
    throw new TooManyRequestsError(seconds);
  }

  private async succeeded(address: string, clientId: string, counted: string[]): Promise<void> {
    try {
      await uncountTry(this.database.manager, counted);
      await keepAddress(this.database.manager, clientId, address);
    } catch {
      // The secret was right all the same; one failure too many is counted for a minute.
    }
  }
}

/** Whoever has an IPv6 address has the 2^64 around it. */
function blockOf(ip: string): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail = ''] = ip.split('%')[0]!.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const missing = Math.max(0, 8 - front.length - back.length);
  return [...front, ...Array<string>(missing).fill('0'), ...back].slice(0, 4).join(':') + '::/64';
}

/** An id that nobody can have is counted as well, but takes no more room. */
function bounded(clientId: string): string {
  return clientId.length <= LONGEST_ID ? clientId : createHash('sha256').update(clientId).digest('hex');
}

function isAddress(who: string): boolean {
  return who.startsWith('address:');
}
