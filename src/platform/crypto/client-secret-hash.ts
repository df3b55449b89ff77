import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { bulkhead } from 'cockatiel';
import { time } from '../../platform/time/time.js';

const deriveKey = promisify(scrypt) as (secret: string, salt: Buffer, length: number) => Promise<Buffer>;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Half of the threads that also read files and resolve names. */
const AT_ONCE = 2;

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
  private readonly room = bulkhead(AT_ONCE, Number.MAX_SAFE_INTEGER);
  /** Of a secret that nobody has: looked at for a client that does not exist, which then takes as long. */
  private readonly nobodys = hashClientSecret(randomBytes(32).toString('base64url'));

  /** Whether it was right a moment ago, at no cost. */
  remembers(secret: string, stored: string): boolean {
    const known = this.remembered.get(stored);
    return known !== undefined && known.until > time.now() && timingSafeEqual(known.mac, this.macOf(secret));
  }

  /**
   * A burst of requests with one secret costs one derivation, and one call of `counted`.
   * @param stored undefined where there is no such client
   * @param counted runs the look, or refuses it
   */
  verify(
    secret: string,
    stored: string | undefined,
    counted: (look: () => Promise<boolean>) => Promise<boolean>,
  ): Promise<boolean> {
    if (stored === undefined) return counted(() => this.matchesNobody(secret));
    const flight = `${stored} ${this.macOf(secret).toString('base64')}`;
    const known = this.pending.get(flight);
    if (known) return known;
    const look = counted(() => this.matches(secret, stored)).finally(() => this.pending.delete(flight));
    this.pending.set(flight, look);
    return look;
  }

  private async matches(secret: string, stored: string): Promise<boolean> {
    const right = await this.room.execute(() => matches(secret, stored));
    if (right) {
      if (this.remembered.size > 1000) this.remembered.clear();
      const until = time.now() + ClientSecretVerifier.MEMORY_MS;
      this.remembered.set(stored, { mac: this.macOf(secret), until });
    }
    return right;
  }

  private async matchesNobody(secret: string): Promise<false> {
    await this.matches(secret, await this.nobodys);
    return false;
  }

  private macOf(secret: string): Buffer {
    return createHmac('sha256', this.processKey).update(secret).digest();
  }
}

async function matches(secret: string, stored: string): Promise<boolean> {
  const [, salt, hash] = stored.split('$');
  if (salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64url');
  const actual = await deriveKey(secret, Buffer.from(salt, 'base64url'), expected.length);
  return timingSafeEqual(actual, expected);
}
