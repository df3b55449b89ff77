import { AppError } from '../platform/errors/app-error.js';
import { saidBeforeAnyChange } from './refusal-words.js';

/** What is known of the effect of a write that failed. Evidence only: a status code alone proves nothing. */
export type Phase =
  /** No connection came about, or Magento turned the call away at its door: sign-in, or its own maintenance page. */
  | 'NOT_SENT'
  /** Magento's own words that it says before it changes anything (refusal-words.ts). */
  | 'REFUSED'
  /** Another error of Magento itself: the call is over, and may have taken effect before it failed. */
  | 'ANSWERED'
  /** No answer, or one that is not Magento's: Magento may have done it, or may still be doing it. */
  | 'IN_DOUBT';

export abstract class MagentoError extends AppError {
  abstract readonly phase: Phase;
  /** Status that Magento answered with, if it did. */
  readonly upstreamStatus?: number;
  /** What alone the call was about, e.g. a SKU; a failure then says little of the shop as a whole. */
  subject?: string;
}

/** The store is in shadow mode: nothing but reads goes out. */
export class MagentoShadowError extends MagentoError {
  readonly code = 'SHADOW_MODE';
  readonly status = 409;
  readonly phase = 'NOT_SENT';

  constructor(storeCode: string) {
    super(`Store ${storeCode} is in shadow mode: nothing but reads is sent to Magento.`);
  }
}

/** The store is on its way to another database, or there: who has it now writes to its shop. */
export class MagentoStoreAwayError extends MagentoError {
  readonly code = 'STORE_AWAY';
  readonly status = 503;
  readonly phase = 'NOT_SENT';
  override readonly retryable = true;
  override readonly retryAfter = 10;

  constructor(storeCode: string) {
    super(`Store ${storeCode} is on its way to another database, or there. Nothing was sent from here.`);
  }
}

/** Too long since the store's mode was read. */
export class MagentoPermitOverError extends MagentoError {
  readonly code = 'HELD_UP';
  readonly status = 503;
  readonly phase = 'NOT_SENT';
  override readonly retryable = true;
  override readonly retryAfter = 5;

  constructor() {
    super('The service stood still for too long after it read the mode of the store. Nothing was sent.');
  }
}

/** DNS, TLS, refused connection. */
export class MagentoUnreachableError extends MagentoError {
  readonly code = 'MAGENTO_UNREACHABLE';
  readonly status = 503;
  readonly phase = 'NOT_SENT';
  override readonly retryable = true;
  override readonly retryAfter = 30;
}

/** The circuit breaker is open: the shop failed too often just now. */
export class MagentoBreakerOpenError extends MagentoError {
  static readonly code = 'MAGENTO_BREAKER_OPEN';
  readonly code = MagentoBreakerOpenError.code;
  readonly status = 503;
  readonly phase = 'NOT_SENT';
  override readonly retryable = true;
  override readonly retryAfter = 30;
}

/** Maintenance mode, known by Magento's own page. */
export class MagentoUnavailableError extends MagentoError {
  readonly code = 'MAGENTO_UNAVAILABLE';
  readonly status = 503;
  readonly phase = 'NOT_SENT';
  override readonly retryable = true;
  override readonly upstreamStatus = 503;

  override readonly retryAfter: number;

  constructor(
    message: string,
    /** As Magento said it; maintenance mode mostly says nothing. */
    readonly askedToWait?: number,
  ) {
    super(message);
    this.retryAfter = askedToWait ?? 60;
  }
}

/** No answer in time, or the connection was cut after the request went out. */
export class MagentoNoAnswerError extends MagentoError {
  readonly code = 'MAGENTO_NO_ANSWER';
  readonly status = 504;
  readonly phase = 'IN_DOUBT';
  override readonly retryable = true;
}

/** Its reads took longer than anybody would wait for the answer to a write. */
export class MagentoSlowError extends MagentoError {
  readonly code = 'MAGENTO_SLOW';
  readonly status = 503;
  readonly phase = 'NOT_SENT';
  override readonly retryable = true;
  override readonly retryAfter = 30;

  constructor() {
    super('Magento was too slow; the write was not sent.');
  }
}

/** A 5xx that is not Magento's own: a proxy or cloud front answered, and the request may go on behind it. */
export class MagentoGatewayError extends MagentoError {
  readonly code = 'MAGENTO_GATEWAY';
  readonly status = 502;
  readonly phase = 'IN_DOUBT';
  override readonly retryable = true;

  constructor(
    message: string,
    override readonly upstreamStatus: number,
    override readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** 500 of Magento itself. Mostly rolled back, but a plugin may have failed after the commit. */
export class MagentoServerError extends MagentoError {
  readonly code = 'MAGENTO_SERVER_ERROR';
  readonly status = 502;
  readonly phase = 'ANSWERED';
  override readonly retryable = true;

  constructor(
    message: string,
    override readonly upstreamStatus: number = 500,
  ) {
    super(message);
  }
}

/** A 400 that means a lock or a deadlock, or a 429: the same call may pass a moment later. */
export class MagentoTransientError extends MagentoError {
  static readonly code = 'MAGENTO_BUSY';
  readonly code = MagentoTransientError.code;
  readonly status = 502;
  readonly phase = 'ANSWERED';
  override readonly retryable = true;

  constructor(
    message: string,
    override readonly upstreamStatus: number,
    override readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** Sign-in failed: wrong or locked account, 2FA in the way, an integration token not taken as Bearer. */
export class MagentoSignInError extends MagentoError {
  readonly code = 'MAGENTO_SIGN_IN';
  readonly status = 502;

  constructor(
    message: string,
    readonly phase: 'NOT_SENT' | 'ANSWERED' = 'NOT_SENT',
  ) {
    super(message);
  }
}

/** The token route itself refused us: no call of this store gets in. */
export class MagentoTokenRefusedError extends MagentoSignInError {}

/** Signed in, but without the right: Magento answers 401 for that too. */
export class MagentoPermissionError extends MagentoError {
  static readonly code = 'MAGENTO_PERMISSION';
  readonly code = MagentoPermissionError.code;
  readonly status = 502;
  readonly phase = 'NOT_SENT';
  override readonly upstreamStatus = 401;

  constructor(readonly resource: string) {
    super(`Magento refuses this call: the account lacks the right ${resource}.`);
  }
}

/** 404: no such entity, SKU or route. */
export class MagentoNotFoundError extends MagentoError {
  readonly code = 'MAGENTO_NOT_FOUND';
  readonly status = 502;
  override readonly upstreamStatus = 404;

  constructor(
    message: string,
    readonly phase: 'REFUSED' | 'ANSWERED',
  ) {
    super(message);
  }
}

/** Magento said no, with a reason: its words, placeholders filled in. */
export class MagentoRejectedError extends MagentoError {
  readonly code = 'MAGENTO_REJECTED';
  readonly status = 502;

  constructor(
    message: string,
    override readonly upstreamStatus: number,
    /** The message as Magento's code has it, placeholders unfilled and white space folded. */
    readonly template: string,
    readonly parameters: Record<string, unknown>,
  ) {
    super(message);
  }

  get phase(): Phase {
    return saidBeforeAnyChange(this.template) ? 'REFUSED' : 'ANSWERED';
  }
}

/**
 * Magento took the call, and says in its answer (200 `false`) that it did nothing. It says so too where a proxy sent the call
 * twice, and the first one was done.
 */
export class MagentoDeclinedError extends MagentoError {
  readonly code = 'MAGENTO_DECLINED';
  readonly status = 502;
  readonly phase = 'ANSWERED';
  override readonly upstreamStatus = 200;
}

/** An answer that is not what Magento's REST interface sends: HTML, broken JSON, a redirect. Whoever wrote it, the call
 * may have been passed on. */
export class MagentoProtocolError extends MagentoError {
  readonly code = 'MAGENTO_PROTOCOL';
  readonly status = 502;
  readonly phase = 'IN_DOUBT';

  constructor(
    message: string,
    override readonly upstreamStatus: number,
  ) {
    super(message);
  }
}
