import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { bulkhead } from 'cockatiel';
import { ShortMemory } from '../time/short-memory.js';

const deriveKey = promisify(scrypt) as (secret: string, salt: Buffer, length: number) => Promise<Buffer>;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Half of the threads that also read files and resolve names. */
const AT_ONCE = 2;
const MEMORY_MS = 60_000;
const MOST_REMEMBERED = 10_000;
/** Some seconds' worth. */
const MOST_WAITING = 100;

/** `scrypt$<salt>$<hash>`, base64url. Node's default cost (N = 16384) takes about 40 ms. */
export async function hashClientSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return written(salt, await deriveKey(secret, salt, HASH_BYTES));
}

function written(salt: Buffer, hash: Buffer): string {
  return `scrypt$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/**
 * Checks secrets against their stored hashes. Increff sends its secret with every call, so a secret that was right is
 * remembered for a minute as an HMAC under a key of this process: 40 ms of scrypt per request would be the whole cost.
 * For the address that it came from: from any other it is looked at, and counted, like a guess.
 */
export class ClientSecretVerifier {
  private readonly processKey = randomBytes(32);
  /** By address and hash: the HMAC of the secret that it fits. */
  private readonly remembered = new ShortMemory<Buffer>(MEMORY_MS, MOST_REMEMBERED);
  private readonly pending = new Map<string, Promise<string | undefined>>();
  private readonly derivations = bulkhead(AT_ONCE, MOST_WAITING);
  /** No known secret fits it: checked for a client that does not exist, which then takes as long. */
  private readonly hashOfNobody = written(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));

  /** Whether it was right a moment ago, at no cost. */
  remembers(secret: string, stored: string, address: string): boolean {
    const known = this.remembered.get(`${address} ${stored}`);
    return known !== undefined && timingSafeEqual(known, this.macOf(secret));
  }

  /**
   * A burst of requests of one client and address with one secret costs one look, whether there is such a client or not.
   * @param stored its live hashes; none where there is no such client
   * @param counted runs the look, or refuses it
   * @returns the hash that it fits
   */
  async verify(
    clientId: string,
    address: string,
    secret: string,
    stored: string[],
    counted: (look: () => Promise<boolean>) => Promise<boolean>,
  ): Promise<string | undefined> {
    const flight = JSON.stringify([clientId, address, this.macOf(secret).toString('base64'), ...stored]);
    const known = this.pending.get(flight);
    if (known) return known;
    const look = this.look(address, secret, stored, counted).finally(() => this.pending.delete(flight));
    this.pending.set(flight, look);
    return look;
  }

  private async look(
    address: string,
    secret: string,
    stored: string[],
    counted: (look: () => Promise<boolean>) => Promise<boolean>,
  ): Promise<string | undefined> {
    let fitting: string | undefined;
    await counted(async () => {
      for (const hash of stored) {
        fitting ??= (await this.derivations.execute(() => matches(secret, hash))) ? hash : undefined;
      }
      if (stored.length === 0) {
        await this.derivations.execute(() => matches(secret, this.hashOfNobody));
      }
      return fitting !== undefined;
    });
    if (fitting !== undefined) this.remembered.set(`${address} ${fitting}`, this.macOf(secret));
    return fitting;
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
