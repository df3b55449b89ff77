import { AppError } from '../../platform/errors/app-error.js';

/** The provider cannot be reached, or is not set up as it should be. */
export class ProviderUnavailableError extends AppError {
  readonly code = 'SIGN_IN_UNAVAILABLE';
  readonly status = 503;
  override readonly retryable = true;
  override readonly retryAfter = 10;

  constructor() {
    super(
      'Signing in is not possible now: the provider does not answer as it should. Try again in a moment.',
    );
  }
}

/** What came back from the provider is not what we asked for, or not the provider's. */
export class SignInFailedError extends AppError {
  readonly code = 'SIGN_IN_FAILED';
  readonly status = 400;

  /** @param reason for the log: a code, never a token */
  constructor(readonly reason: string) {
    super('The sign-in did not work, or took too long. Begin again.');
  }
}

/** The provider knows the person, who has no role here. */
export class NoRoleError extends AppError {
  readonly code = 'NO_ROLE';
  readonly status = 403;

  constructor(
    readonly personId: string,
    readonly personName: string,
    readonly claim: string,
    readonly values: string[],
  ) {
    super(`You have signed in as ${personName}, who has no role here.`);
  }
}
