import { saysNoRoute } from '../magento/error-mapping.js';
import {
  MagentoBreakerOpenError,
  MagentoError,
  MagentoGatewayError,
  MagentoNoAnswerError,
  MagentoNotFoundError,
  MagentoPermissionError,
  MagentoProtocolError,
  MagentoServerError,
  MagentoSignInError,
  MagentoTransientError,
  MagentoUnavailableError,
  MagentoUnreachableError,
} from '../magento/magento.errors.js';
import { AppError } from '../platform/errors/app-error.js';
import {
  type ClaimedLevel,
  InventoryFailure,
  type LevelResult,
  LevelState,
  type Target,
} from './inventory.types.js';

const FIRST_WAIT_SECONDS = 0.25;
const LONGEST_WAIT_SECONDS = 300;
/** A SKU that Magento answers 500 to so often has a fault of its own. */
const SERVER_ERRORS_TO_FAIL = 8;

/** The shop as a whole does not answer, or does not let us in: no other row would fare better. */
export function isOutage(error: unknown): boolean {
  return (
    error instanceof MagentoUnreachableError ||
    error instanceof MagentoBreakerOpenError ||
    error instanceof MagentoUnavailableError ||
    error instanceof MagentoSignInError ||
    error instanceof MagentoPermissionError
  );
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

/** What a failed write means for its row. @throws what is no error of Magento or of ours */
export function failureOf(level: ClaimedLevel, target: Target, error: unknown): LevelResult {
  if (!(error instanceof AppError)) throw error;
  const base = { level, target, wrote: false, itemId: null };
  const permanent = permanentFailure(level, error);
  if (permanent) return { ...base, state: LevelState.Failed, inDoubt: false, error: permanent };
  const wait = Math.min(FIRST_WAIT_SECONDS * 2 ** Math.min(level.attempts, 12), LONGEST_WAIT_SECONDS);
  const inDoubt = error instanceof MagentoError && error.phase === 'IN_DOUBT';
  const { code, message } = error;
  return {
    ...base,
    state: LevelState.Pending,
    inDoubt,
    error: { code, message },
    retrySeconds: error.retryAfter ?? wait,
  };
}

function permanentFailure(
  level: ClaimedLevel,
  error: AppError,
): { code: string; message: string } | undefined {
  if (saysNoRoute(error)) {
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
  const hopeless = error instanceof MagentoServerError && level.attempts + 1 >= SERVER_ERRORS_TO_FAIL;
  const passing = error.retryable || error instanceof MagentoProtocolError || isOutage(error);
  return passing && !hopeless ? undefined : { code: error.code, message: error.message };
}
