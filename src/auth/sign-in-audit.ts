import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { OTHERS, UNKNOWN } from '../platform/audit/actor-words.js';
import type { AuditResult } from '../platform/audit/audit-log.js';
import { tally } from '../platform/audit/audit-tally.repository.js';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { ShortMemory } from '../platform/time/short-memory.js';
import { time } from '../platform/time/time.js';
import { clientExists } from './clients.repository.js';

/** By what somebody signs in; `webhook` is an aggregator with the key of a store. */
export type Way = 'header' | 'token' | 'console' | 'webhook';

/** Where a try comes from. */
export interface Origin {
  way: Way;
  address: string;
  requestId?: string;
}

const HOUR_MS = 3_600_000;
/** Noted here until they are written down; further failures are counted together. */
const MOST_HELD = 200;

interface Held {
  clientId: string;
  /** A person who signs in with the provider: `clientId` is the person's id, or nobody's. */
  isPerson?: boolean;
  origin: Origin;
  result: AuditResult;
  times: number;
}

/**
 * Sign-ins in the audit log, within bounds: what repeats within an hour has one row at its beginning and one with the count at its
 * end. What fails is written down behind the answer's back, so that the time it takes does not tell whether the client exists.
 */
@Injectable()
export class SignInAudit implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(SignInAudit.name);
  private readonly noted = new ShortMemory<number>(HOUR_MS, 10_000);
  private held = new Map<string, Held>();
  private writing: Promise<void> = Promise.resolve();
  private waiting = false;

  constructor(private readonly database: DataSource) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** What came in since, on connections that were open. */
  async onApplicationShutdown(): Promise<void> {
    if (this.held.size > 0 && this.database.isInitialized) await this.flush();
  }

  /** One who signs in with every call is noted once an hour, and not counted. */
  async began(clientId: string, origin: Origin): Promise<void> {
    const key = `${origin.way} ${clientId} ${origin.address}`;
    const hour = Math.floor(time.now() / HOUR_MS);
    if (origin.way === 'header' && this.noted.get(key) === hour) return;
    await this.count({ clientId, origin, result: 'ok', times: 1 });
    this.noted.set(key, hour);
  }

  failed(clientId: string, origin: Origin): void {
    this.hold({ clientId, origin, result: 'failed', times: 1 });
    if (!this.waiting) void this.flush();
  }

  /** @param personId whom the provider has named, and who has no role here; undefined where nobody knows who it was */
  personFailed(personId: string | undefined, origin: Origin): void {
    const result = personId === undefined ? 'failed' : 'refused';
    this.hold({ clientId: personId ?? UNKNOWN, isPerson: true, origin, result, times: 1 });
    if (!this.waiting) void this.flush();
  }

  /** Unheard, as there were too many failures: it costs a number here, written down every few seconds. */
  refused(origin: Origin): void {
    this.hold({ clientId: UNKNOWN, origin, result: 'refused', times: 1 });
  }

  /** Records requests beyond the caller's rights or stores: once an hour, with the count at its end. */
  denied(request: FastifyRequest): Promise<void> {
    const { clientId = UNKNOWN, ip: address, id, method, routeOptions } = request;
    return tally(this.database.manager, {
      action: 'access',
      result: 'refused',
      actor: { clientId, address, requestId: String(id) },
      subject: `${method} ${routeOptions.url}`,
    });
  }

  /** Resolves when all that was held before is written down, or is to wait for the database. */
  @Tick({ name: 'sign-in-audit', every: 5000, everywhere: true })
  flush(): Promise<void> {
    this.waiting = true;
    this.writing = this.writing.then(() => {
      this.waiting = false;
      return this.writeHeld();
    });
    return this.writing;
  }

  private async writeHeld(): Promise<void> {
    const taken = [...this.held.values()];
    this.held = new Map();
    for (const [n, one] of taken.entries()) {
      try {
        await this.count({ ...one, clientId: await this.nameOf(one) });
      } catch (error) {
        this.logger.warn({ err: error }, 'failed sign-ins are not noted yet; the next turn tries again');
        for (const left of taken.slice(n)) this.hold(left);
        return;
      }
    }
  }

  private hold(one: Held): void {
    const { clientId, isPerson, origin, result } = one;
    const key = `${result} ${origin.way} ${origin.address} ${isPerson ? 'person' : 'client'} ${clientId}`;
    const room = this.held.has(key) || this.held.size < MOST_HELD;
    const kept = room ? key : `${result} ${origin.way} ${OTHERS}`;
    const known = this.held.get(kept);
    if (known) known.times += one.times;
    else if (room) this.held.set(kept, { ...one });
    else this.held.set(kept, { ...one, clientId: OTHERS, origin: { ...origin, address: OTHERS } });
  }

  /** See {@link UNKNOWN}. */
  private async nameOf({ clientId, isPerson }: Held): Promise<string> {
    if (isPerson || clientId === OTHERS) return clientId;
    return (await clientExists(this.database.manager, clientId)) ? clientId : UNKNOWN;
  }

  private count({ clientId, isPerson, origin, result, times }: Held): Promise<void> {
    const { way, address, requestId } = origin;
    return tally(this.database.manager, {
      action: `sign-in.${way}`,
      result,
      actor: { clientId, address, requestId },
      subject: `${isPerson ? 'person' : 'client'}:${clientId}`,
      times,
      byStrangers: result !== 'ok',
    });
  }
}
