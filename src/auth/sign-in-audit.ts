import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { AuditResult } from '../platform/audit/audit-log.js';
import { tally } from '../platform/audit/audit-tally.js';
import { rowsOf } from '../platform/database/data-source.js';
import type { Timer } from '../platform/time/clock.js';
import { ShortMemory } from '../platform/time/short-memory.js';
import { time } from '../platform/time/time.js';

/** By what somebody signs in; `webhook` is an aggregator with the key of a store. */
export type Way = 'header' | 'token' | 'console' | 'webhook';

/** Where a try comes from. */
export interface Origin {
  way: Way;
  address: string;
  requestId?: string;
}

const HOUR_MS = 3_600_000;
const FLUSH_MS = 5000;
const MOST_ADDRESSES = 200;
const UNKNOWN = 'unknown';
const OTHERS = 'others';

/**
 * Sign-ins in the audit log, within bounds: what repeats within an hour has one row at its beginning and one with the count at its
 * end. Who was refused unheard costs nothing but a number here, which is written down every few seconds.
 */
@Injectable()
export class SignInAudit implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(SignInAudit.name);
  private readonly noted = new ShortMemory<number>(HOUR_MS, 10_000);
  private refusals = new Map<string, { origin: Origin; times: number }>();
  private timer: Timer | undefined;

  constructor(private readonly database: DataSource) {}

  onModuleInit(): void {
    this.timer = time.every(FLUSH_MS, () => void this.flush());
  }

  async onApplicationShutdown(): Promise<void> {
    this.timer?.stop();
    await this.flush();
  }

  /** One who signs in with every call is noted once an hour, and not counted. */
  async began(clientId: string, origin: Origin): Promise<void> {
    const key = `${origin.way} ${clientId} ${origin.address}`;
    const hour = Math.floor(time.now() / HOUR_MS);
    if (origin.way === 'header' && this.noted.get(key) === hour) return;
    await this.count(clientId, origin, 'ok');
    this.noted.set(key, hour);
  }

  /** A name that is nobody's may be a secret in the wrong field: it is not kept. */
  async failed(clientId: string, origin: Origin): Promise<void> {
    const [known] = await rowsOf<{ id: string }>(
      this.database.manager,
      'SELECT id FROM api_client WHERE id = $1',
      [clientId],
    );
    await this.count(known?.id ?? UNKNOWN, origin, 'failed');
  }

  /** Unheard, as there were too many failures. */
  refused(origin: Origin): void {
    const key = `${origin.way} ${origin.address}`;
    const room = this.refusals.has(key) || this.refusals.size < MOST_ADDRESSES;
    const kept = room ? key : `${origin.way} ${OTHERS}`;
    const known = this.refusals.get(kept);
    if (known) known.times++;
    else this.refusals.set(kept, { origin: room ? origin : { ...origin, address: OTHERS }, times: 1 });
  }

  /** Of what he may not do, or of another's store; once an hour, with the count at its end. */
  denied(request: FastifyRequest): Promise<void> {
    const { clientId = UNKNOWN, ip: address, id, method, routeOptions } = request;
    return tally(this.database.manager, {
      action: 'access',
      result: 'refused',
      actor: { clientId, address, requestId: String(id) },
      subject: `${method} ${routeOptions.url}`,
    });
  }

  async flush(): Promise<void> {
    const taken = this.refusals;
    this.refusals = new Map();
    for (const [key, one] of taken) {
      try {
        await this.count(UNKNOWN, one.origin, 'refused', one.times);
        taken.delete(key);
      } catch (error) {
        this.logger.warn({ err: error }, 'refused sign-ins are not noted yet; the next turn tries again');
        for (const [left, { origin, times }] of taken) this.putBack(left, origin, times);
        return;
      }
    }
  }

  private putBack(key: string, origin: Origin, times: number): void {
    const known = this.refusals.get(key);
    if (known) known.times += times;
    else this.refusals.set(key, { origin, times });
  }

  private count(clientId: string, origin: Origin, result: AuditResult, times = 1): Promise<void> {
    const { way, address, requestId } = origin;
    return tally(this.database.manager, {
      action: `sign-in.${way}`,
      result,
      actor: { clientId, address, requestId },
      subject: `client:${clientId}`,
      times,
      byStrangers: result !== 'ok',
    });
  }
}
