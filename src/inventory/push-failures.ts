import { saysNoRoute } from '../magento/error-mapping.js';
import {
  MagentoBreakerOpenError,
  MagentoError,
  MagentoGatewayError,
  MagentoNoAnswerError,
  MagentoNotFoundError,
  MagentoPermitOverError,
  MagentoRejectedError,
  MagentoShadowError,
  MagentoSlowError,
  MagentoTokenRefusedError,
  MagentoTransientError,
  MagentoUnavailableError,
  MagentoUnreachableError,
} from '../magento/magento.errors.js';
import { askedToWait } from '../magento/magento-policies.js';
import { AppError, errorWords } from '../platform/errors/app-error.js';
import { InventoryFailure, type LevelResult, LevelState, type Written } from './inventory.types.js';
import { Blame } from './store-evidence.js';
import { time } from '../platform/time/time.js';

const FIRST_WAIT_SECONDS = 0.25;
const LONGEST_WAIT_SECONDS = 300;
/** Rows that the shop was not asked about wait this time after a sign that it is down. */
const OUTAGE_PAUSE_SECONDS = 15;
/** A SKU that Magento answers so often, and never well, has a fault of its own: about four minutes. */
const MOST_ANSWERED = 10;
/** A lock or a silence may last for long: about an hour. */
const MOST_UNANSWERED = 20;

/** A SKU that no path can name: every HTTP client and server takes it for a step in the path. */
export class NotAddressableError extends AppError {
  readonly code = InventoryFailure.NotAddressable;
  readonly status = 409;
}

/** Signs that fewer writes at once would do better. */
export function isCrowded(error: unknown): boolean {
  return (
    error instanceof MagentoTransientError ||
    error instanceof MagentoUnavailableError ||
    error instanceof MagentoNoAnswerError ||
    error instanceof MagentoGatewayError
  );
}

/** What becomes of a row, by what was done about it. */
export function resultOf({ error, ...written }: Written, blame: Blame): LevelResult {
  if (error === undefined) {
    return { ...written, state: LevelState.Pushed, inDoubt: written.mayBeWrittenOver === true };
  }
  if (error instanceof MagentoShadowError) return { ...written, state: LevelState.Shadowed, inDoubt: false };
  const { level } = written;
  const inDoubt = written.mayBeWrittenOver === true || mayLandLater(error);
  const permanent = permanentFailure(written, error, blame);
  if (permanent) return { ...written, state: LevelState.Failed, inDoubt, error: permanent };
  const words = errorWords(error);
  const tries = level.attempts + 1;
  if (blame === Blame.Sku && tries >= mostTries(error)) {
    const message = `${words.message} Given up after ${tries} tries.`;
    return { ...written, state: LevelState.Failed, inDoubt, error: { ...words, message }, gaveUp: true };
  }
  return {
    ...written,
    state: LevelState.Pending,
    inDoubt,
    error: words,
    retrySeconds: waitOf(error, level.attempts, blame),
    counts: blame === Blame.Sku,
  };
}

/** What the shop asked for is obeyed as it is; what an error says of its own accord is a wait of ours. */
function waitOf(error: unknown, attempts: number, blame: Blame): number {
  const asked = askedToWait(error);
  if (asked !== undefined) return asked;
  const own = error instanceof AppError ? error.retryAfter : undefined;
  if (own !== undefined) return time.waitSeconds(own);
  if (blame === Blame.Store) return outagePauseSeconds();
  const backoff = Math.min(FIRST_WAIT_SECONDS * 2 ** Math.min(attempts, 12), LONGEST_WAIT_SECONDS);
  return time.waitSeconds(backoff);
}

export function outagePauseSeconds(): number {
  return time.waitSeconds(OUTAGE_PAUSE_SECONDS);
}

/**
 * True unless nothing was sent, or Magento says so in words that it has before any change. Another answer may be for one of
 * two copies that something in front of Magento made of the call, while the other one waits for a lock. What is no error of
 * Magento says nothing of the call: it may have been sent.
 */
function mayLandLater(error: unknown): boolean {
  if (!(error instanceof MagentoError)) return !(error instanceof AppError);
  return !wasNotSent(error) && error.phase !== 'REFUSED';
}

function wasNotSent(error: MagentoError): boolean {
  return (
    error instanceof MagentoUnreachableError ||
    error instanceof MagentoBreakerOpenError ||
    error instanceof MagentoPermitOverError ||
    error instanceof MagentoSlowError ||
    error instanceof MagentoTokenRefusedError
  );
}

function mostTries(error: unknown): number {
  const answered = error instanceof MagentoError ? error.phase !== 'IN_DOUBT' : error instanceof AppError;
  return answered && !(error instanceof MagentoTransientError) ? MOST_ANSWERED : MOST_UNANSWERED;
}

/** What no repeat changes. */
function permanentFailure(
  { level }: Omit<Written, 'error'>,
  error: unknown,
  blame: Blame,
): { code: string; message: string } | undefined {
  if (error instanceof NotAddressableError) return errorWords(error);
  if (saysNoRoute(error) && blame === Blame.Sku) {
    return {
      code: InventoryFailure.NotAddressable,
      message:
        'The web server in front of Magento does not take this SKU in a path: let it pass encoded slashes, ' +
        'or set inventoryMode to sourceItems.',
    };
  }
  if (error instanceof MagentoNotFoundError) {
    return {
      code: InventoryFailure.UnknownSku,
      message: `Magento has no product with the SKU ${level.sku}.`,
    };
  }
  return error instanceof MagentoRejectedError ? errorWords(error) : undefined;
}
