import {
  MagentoBreakerOpenError,
  MagentoError,
  MagentoGatewayError,
  MagentoNoAnswerError,
  MagentoPermissionError,
  MagentoProtocolError,
  MagentoServerError,
  MagentoSignInError,
  MagentoTokenRefusedError,
  MagentoTransientError,
  MagentoUnavailableError,
  MagentoUnreachableError,
} from '../magento/magento.errors.js';
import { time } from '../platform/time/time.js';

/** Whom a failure speaks against. */
export enum Blame {
  /** The shop does not answer or does not let us in: no other SKU would fare better now. */
  Store = 'STORE',
  /** The shop asks for fewer calls. */
  Pace = 'PACE',
  /** This SKU, while the shop serves others. */
  Sku = 'SKU',
}

/** So many SKUs in a row that fail, none going well between them, are no fault of the SKUs. */
const SUSPECTS_FOR_OUTAGE = 20;
/** What was found out about the shop holds for this time. */
const FRESH_MS = 2000;

/**
 * Tells an outage of the shop from a SKU that fails alone. A 401, a 503 or a missing answer for one SKU may be either
 * (a signature over an odd path, a firewall, a plugin); so the shop is asked something without a SKU in it.
 */
export class StoreEvidence {
  private readonly suspects = new Set<string>();
  private succeededAt = -Infinity;
  private asked: { at: number; answers: Promise<boolean> } | undefined;

  constructor(
    private readonly ping: () => Promise<void>,
    private readonly now: () => number = () => time.monotonic(),
  ) {}

  /** Magento did what it was asked for a SKU. */
  succeeded(): void {
    this.succeededAt = this.now();
    this.suspects.clear();
  }

  /**
   * @param suspect what was asked for: a SKU, or the first of those that shared a call
   * @param began when the call began, by the same clock
   */
  async blame(error: unknown, suspect: string, began: number): Promise<Blame> {
    if (saysStoreDown(error)) return Blame.Store;
    if (error instanceof MagentoTransientError && error.upstreamStatus === 429) return Blame.Pace;
    if (!mayBeEither(error)) return Blame.Sku;
    this.suspects.add(suspect);
    if (this.suspects.size >= SUSPECTS_FOR_OUTAGE) return Blame.Store;
    if (this.succeededAt > began) return Blame.Sku;
    return (await this.shopAnswers()) ? Blame.Sku : Blame.Store;
  }

  private shopAnswers(): Promise<boolean> {
    if (!this.asked || this.now() - this.asked.at > time.waitMs(FRESH_MS)) {
      this.asked = { at: this.now(), answers: this.ask() };
    }
    return this.asked.answers;
  }

  private async ask(): Promise<boolean> {
    try {
      await this.ping();
      return true;
    } catch (error) {
      // A shop that fails at everything fails here too; one that has trouble with this call alone served others.
      if (error instanceof MagentoServerError || error instanceof MagentoProtocolError) {
        return this.succeededAt > -Infinity;
      }
      return error instanceof MagentoError && !saysStoreDown(error) && !isSilence(error);
    }
  }
}

/** Beyond doubt: no connection, Magento's own maintenance page, its token route, or our own breaker. */
function saysStoreDown(error: unknown): boolean {
  return (
    error instanceof MagentoUnreachableError ||
    error instanceof MagentoBreakerOpenError ||
    error instanceof MagentoUnavailableError ||
    error instanceof MagentoTokenRefusedError
  );
}

function isSilence(error: unknown): boolean {
  return (
    error instanceof MagentoSignInError ||
    error instanceof MagentoGatewayError ||
    error instanceof MagentoNoAnswerError
  );
}

function mayBeEither(error: unknown): boolean {
  return (
    isSilence(error) ||
    error instanceof MagentoPermissionError ||
    error instanceof MagentoServerError ||
    error instanceof MagentoProtocolError
  );
}
