import { createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = 'whsec_';
const MOST_SIGNATURES = 10;

/** Header names in small letters, as Node has them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface Signed {
  id: string;
  /** Epoch seconds of the try. */
  timestamp: number;
}

export class SignatureError extends Error {
  override readonly name = 'SignatureError';
}

export interface VerifyOptions {
  /** All that are live: two while one is changed. */
  secrets: readonly string[];
  /** How far the sender's clock may be off, and how long a try may be under way. */
  toleranceSeconds?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Standard Webhooks. @param body exactly as it came, before it is parsed @throws SignatureError */
export function verify(headers: Headers, body: string | Uint8Array, options: VerifyOptions): Signed {
  const id = one(headers, 'webhook-id');
  const stamp = one(headers, 'webhook-timestamp');
  const given = one(headers, 'webhook-signature').split(' ').slice(0, MOST_SIGNATURES);
  const { secrets, toleranceSeconds = 300, now = Date.now } = options;
  if (secrets.length === 0) throw new SignatureError('no signing secret is set');
  if (!/^\d{1,12}$/.test(stamp)) throw new SignatureError('webhook-timestamp is no number');
  const timestamp = Number(stamp);
  if (Math.abs(now() / 1000 - timestamp) > toleranceSeconds) {
    throw new SignatureError('webhook-timestamp is too old, or in the future');
  }
  const right = secrets.map((secret) => sign(secret, id, stamp, body));
  if (!given.some((signature) => right.some((other) => same(signature, other)))) {
    throw new SignatureError('no signature is right');
  }
  return { id, timestamp };
}

function sign(secret: string, id: string, stamp: string, body: string | Uint8Array): string {
  if (!secret.startsWith(PREFIX)) throw new SignatureError(`a signing secret begins with ${PREFIX}`);
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${stamp}.`).update(body).digest('base64')}`;
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function one(headers: Headers, name: string): string {
  const value = headers[name];
  if (typeof value !== 'string' || value === '') throw new SignatureError(`${name} is missing`);
  return value;
}
