import { Injectable } from '@nestjs/common';
import { saysNoRoute } from '../magento/error-mapping.js';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import { errorWords } from '../platform/errors/app-error.js';
import type { HeldOperation } from './operation-lease.js';
import type { LastResponse, Settlement } from './operation.types.js';
import { UNPROVABLE } from './operation-conditions.repository.js';
import { time } from '../platform/time/time.js';

/** The write may have an effect that cannot be seen yet. */
export class InDoubtError extends Error {
  readonly code: string;
  readonly needsPerson: boolean = false;

  constructor(message: string, response: LastResponse | null, options?: { cause: unknown; code: string }) {
    super(message, options);
    this.code = options?.code ?? response?.code ?? 'OUTCOME_UNKNOWN';
  }
}

/**
 * The doubt has ended and Magento shows nothing, which proves nothing of a write that acts outside of Magento. Only a person can
 * find out.
 */
export class UnprovableError extends InDoubtError {
  override readonly code = UNPROVABLE;
  override readonly needsPerson = true;

  constructor(response: LastResponse | null) {
    const answer = response ? ` The last answer was: ${response.message}` : '';
    super(
      'Magento shows no effect of the write, but the payment provider may have paid the money back all the same: look there, ' +
        `and withdraw the operation if it has not.${answer}`,
      response,
    );
  }
}

/** When to look after a send: most effects are there at once, a slow commit or a replica a moment later. */
const LOOK_AFTER_MS = [0, 300, 1000, 2000];
/** No refusal from one read: it may come from a replica that is a moment behind. */
const AFTER_REFUSAL_MS = [0, 500, 1500];

/** Every read of a write that was sent. A read that fails is doubt and never a conclusion. */
@Injectable()
export class WriteEvidence {
  /** @throws InDoubtError */
  async look({ handler, context }: HeldOperation, answer?: unknown): Promise<Settlement | undefined> {
    try {
      return await handler.readBack(context, answer);
    } catch (error) {
      // Magento itself says that there is no such order or document: that is what it shows.
      if (error instanceof MagentoNotFoundError && !saysNoRoute(error)) return undefined;
      const { code, message } = errorWords(error);
      throw new InDoubtError(`What Magento shows could not be read: ${message}`, null, {
        cause: error,
        code,
      });
    }
  }

  lookUntilShown(held: HeldOperation, answer?: unknown): Promise<Settlement | undefined> {
    return this.lookSeveralTimes(held, LOOK_AFTER_MS, answer);
  }

  lookAfterRefusal(held: HeldOperation, answer?: unknown): Promise<Settlement | undefined> {
    return this.lookSeveralTimes(held, AFTER_REFUSAL_MS, answer);
  }

  private async lookSeveralTimes(
    held: HeldOperation,
    waits: number[],
    answer: unknown,
  ): Promise<Settlement | undefined> {
    for (const wait of waits) {
      await time.sleep(wait);
      const found = await this.look(held, answer);
      if (found) return found;
    }
    return undefined;
  }
}
