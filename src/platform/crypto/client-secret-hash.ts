import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { time } from '../../platform/time/time.js';

const deriveKey = promisify(scrypt) as (secret: string, salt: Buffer, length: number) => Promise<Buffer>;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** `scrypt$<salt>$<hash>`, base64url. Node's default cost (N = 16384) takes about 40 ms. */
export async function hashClientSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await deriveKey(secret, salt, HASH_BYTES);
  return `scrypt$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/**
 * Checks secrets against their stored hashes. Increff sends its secret with every call, so a secret that was right is
 * remembered for a minute as an HMAC under a key of this process: 40 ms of scrypt per request would be the whole cost.
 */
export class ClientSecretVerifier {
  private static readonly MEMORY_MS = 60_000;
  private readonly processKey = randomBytes(32);
  private readonly remembered = new Map<string, { mac: Buffer; until: number }>();
  private readonly pending = new Map<string, Promise<boolean>>();

  async verify(secret: string, stored: string): Promise<boolean> {
    const mac = createHmac('sha256', this.processKey).update(secret).digest();
    const known = this.remembered.get(stored);
    if (known && known.until > time.now() && timingSafeEqual(known.mac, mac)) return true;
    // A burst of requests with one secret costs one derivation.
    const flight = `${stored} ${mac.toString('base64')}`;
    const check =
      this.pending.get(flight) ?? matches(secret, stored).finally(() => this.pending.delete(flight));
    this.pending.set(flight, check);
    if (!(await check)) return false;
    this.remembered.set(stored, { mac, until: time.now() + ClientSecretVerifier.MEMORY_MS });
    return true;
  }
}

async function matches(secret: string, stored: string): Promise<boolean> {
  const [, salt, hash] = stored.split('$');
  if (salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64url');
  const actual = await deriveKey(secret, Buffer.from(salt, 'base64url'), expected.length);
  return timingSafeEqual(actual, expected);
}
