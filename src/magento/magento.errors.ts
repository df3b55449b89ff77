import { AppError } from '../platform/errors/app-error.js';

/** What is known of the effect of a call that failed. */
export type Phase =
  /** Nothing reached Magento, or Magento refused before doing anything. */
  | 'NOT_SENT'
  /** Magento answered: the call is over and had no effect. */
  | 'ANSWERED'
  /** No answer, or one from a proxy: Magento may have done it, or may still be doing it. */
  | 'IN_DOUBT';

export abstract class MagentoError extends AppError {
  abstract readonly phase: Phase;
  /** Status that Magento answered with, if it did. */
  readonly upstreamStatus?: number;
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
  readonly code = 'MAGENTO_BREAKER_OPEN';
  readonly status = 503;
  readonly phase = 'NOT_SENT';
  override readonly retryable = true;
  override readonly retryAfter = 30;
}

/** 503: maintenance mode, or a proxy that turned the call away. */
export class MagentoUnavailableError extends MagentoError {
  readonly code = 'MAGENTO_UNAVAILABLE';
  readonly status = 503;
  readonly phase = 'NOT_SENT';
  override readonly retryable = true;
  override readonly upstreamStatus = 503;

  constructor(
    message: string,
    override readonly retryAfter: number = 60,
  ) {
    super(message);
  }
}

/** No answer in time, or the connection was cut after the request went out. */
export class MagentoNoAnswerError extends MagentoError {
  readonly code = 'MAGENTO_NO_ANSWER';
  readonly status = 504;
  readonly phase = 'IN_DOUBT';
  override readonly retryable = true;
}

/** 502 and 504 from a proxy in front of PHP: the request may go on behind it. */
export class MagentoGatewayError extends MagentoError {
  readonly code = 'MAGENTO_GATEWAY';
  readonly status = 502;
  readonly phase = 'IN_DOUBT';
  override readonly retryable = true;

  constructor(
    message: string,
    override readonly upstreamStatus: number,
  ) {
    super(message);
  }
}

/** 500 of Magento itself: the transaction was rolled back. */
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
  readonly code = 'MAGENTO_BUSY';
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
  readonly phase = 'NOT_SENT';
}

/** Signed in, but without the right: Magento answers 401 for that too. */
export class MagentoPermissionError extends MagentoError {
  readonly code = 'MAGENTO_PERMISSION';
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
  readonly phase = 'ANSWERED';
  override readonly upstreamStatus = 404;
}

/** Magento said no, with a reason: its words, placeholders filled in. */
export class MagentoRejectedError extends MagentoError {
  readonly code = 'MAGENTO_REJECTED';
  readonly status = 502;
  readonly phase = 'ANSWERED';

  constructor(
    message: string,
    override readonly upstreamStatus: number,
    /** The message as Magento's code has it, placeholders unfilled and white space folded. */
    readonly template: string,
    readonly parameters: Record<string, unknown>,
  ) {
    super(message);
  }
}

/** An answer that is not what Magento's REST interface sends: HTML, broken JSON, a redirect. */
export class MagentoProtocolError extends MagentoError {
  readonly code = 'MAGENTO_PROTOCOL';
  readonly status = 502;

  constructor(
    message: string,
    override readonly upstreamStatus: number,
  ) {
    super(message);
  }

  /** A proxy that redirects or refuses has not passed the call on; a page in place of an answer tells nothing. */
  get phase(): Phase {
    return this.upstreamStatus >= 300 && this.upstreamStatus < 500 ? 'NOT_SENT' : 'IN_DOUBT';
  }
}
