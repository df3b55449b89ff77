import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConflictError, IdempotencyKeyReusedError } from '../errors/app-error.js';
import {
  deleteKey,
  findKey,
  type HeldKey,
  keepAnswer,
  type KeptAnswer,
  type KeyUse,
  LOCK_SECONDS,
  pruneKeys,
  renewKeys,
  takeKey,
} from './idempotency.repository.js';
import { time } from '../time/time.js';

/** Who runs a request under an Idempotency-Key, and what was answered. */
@Injectable()
export class IdempotencyService {
  private readonly logger = new Logger(IdempotencyService.name);
  /** Keys of requests that this process is at, by token. */
  private readonly held = new Map<string, HeldKey>();

  constructor(private readonly database: DataSource) {}

  /**
   * Takes the key for this request.
   * @returns the key, or the answer to the first request with it
   * @throws ConflictError while the first request is running; IdempotencyKeyReusedError for another request
   */
  async begin(use: KeyUse): Promise<{ held: HeldKey } | { kept: KeptAnswer }> {
    const began = time.instant();
    const held = { ...use, token: randomUUID() };
    if (!(await takeKey(this.database.manager, held))) return { kept: await this.keptAnswer(use) };
    // Frozen since: somebody else may be at it by now.
    if (time.elapsedMs(began) > time.limitMs(LOCK_SECONDS * 1000)) throw stillRunning();
    this.held.set(held.token, held);
    return { held };
  }

  private async keptAnswer(use: KeyUse): Promise<KeptAnswer> {
    const row = await findKey(this.database.manager, use);
    if (!row) throw new ConflictError('The first request with this Idempotency-Key is just ending.', 1);
    if (!row.same) throw new IdempotencyKeyReusedError();
    const { status, content_type: contentType, headers, body } = row;
    if (status === null || contentType === null || body === null) throw stillRunning();
    return { status, contentType, headers: headers ?? {}, body };
  }

  /** The answer goes out in any case: where it cannot be kept, a repeat runs again once the key's lock is over. */
  async keep(held: HeldKey, answer: KeptAnswer): Promise<void> {
    await this.end(held, () => keepAnswer(this.database.manager, held, answer));
  }

  /** For answers that a repeat may improve on (5xx, 429): the next request with the key runs. */
  async forget(held: HeldKey): Promise<void> {
    await this.end(held, () => deleteKey(this.database.manager, held));
  }

  private async end(held: HeldKey, write: () => Promise<void>): Promise<void> {
    this.held.delete(held.token);
    try {
      await write();
    } catch (error) {
      this.logger.warn({ err: error }, 'the answer of a request with an Idempotency-Key could not be kept');
    }
  }

  /** A request that takes longer than the lock keeps its key. */
  async renew(): Promise<void> {
    if (this.held.size > 0) await renewKeys(this.database.manager, [...this.held.values()]);
  }

  /** Removes one batch of keys past their time. @returns how many */
  prune(): Promise<number> {
    return pruneKeys(this.database.manager);
  }
}

function stillRunning(): ConflictError {
  return new ConflictError('The first request with this Idempotency-Key is still running.', 1);
}
