import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import { time } from '../../platform/time/time.js';

export const PENDING_COOKIE = 'bridge_sign_in';
export const PENDING_SECONDS = 600;
const CONTEXT = 'console-sign-in';
const LONGEST_COOKIE = 2000;

/** What the browser that began a sign-in must come back with. */
export interface PendingSignIn {
  /** Whom it was begun with. */
  issuer: string;
  state: string;
  nonce: string;
  verifier: string;
  /** Milliseconds by the wall clock. */
  until: number;
}

/** Kept by the browser, sealed, so that any replica may finish what another has begun. */
@Injectable()
export class PendingSignIns {
  constructor(private readonly box: SecretBox) {}

  begin(issuer: string): { pending: PendingSignIn; cookie: string } {
    const pending = {
      issuer,
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      until: time.now() + PENDING_SECONDS * 1000,
    };
    const { keyId, box } = this.box.seal(pending, CONTEXT);
    return { pending, cookie: `${keyId}.${box.toString('base64url')}` };
  }

  /** undefined for a cookie that is none of ours, of another provider, or too old. */
  open(cookie: string | undefined, issuer: string): PendingSignIn | undefined {
    if (cookie === undefined || cookie.length > LONGEST_COOKIE) return undefined;
    const [keyId = '', box = ''] = cookie.split('.');
    try {
      const pending = this.box.open<PendingSignIn>({ keyId, box: Buffer.from(box, 'base64url') }, CONTEXT);
      return pending.issuer === issuer && time.now() < pending.until ? pending : undefined;
    } catch {
      return undefined;
    }
  }
}
