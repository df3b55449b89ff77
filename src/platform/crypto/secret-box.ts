import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** An encrypted value together with the id of the key that opens it. */
export interface SealedSecret {
  keyId: string;
  /** 12 bytes nonce, 16 bytes tag, ciphertext. */
  box: Buffer;
}

interface Key {
  id: string;
  bytes: Buffer;
}

/**
 * AES-256-GCM under `SECRETS_KEY`. The key id is derived from the key itself, so that a row tells which key opens it;
 * `SECRETS_KEY_PREVIOUS` still opens older rows while they are being sealed again (`cli rotate-key`).
 */
export class SecretBox {
  private readonly current: Key;
  private readonly keys: Key[];

  constructor(currentKey: string, previousKey?: string) {
    this.current = toKey(currentKey);
    this.keys = previousKey ? [this.current, toKey(previousKey)] : [this.current];
  }

  get currentKeyId(): string {
    return this.current.id;
  }

  /** `context` binds the box to its row (e.g. `store:default`), so that boxes cannot be swapped between rows. */
  seal(value: unknown, context: string): SealedSecret {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.current.bytes, nonce);
    cipher.setAAD(Buffer.from(context));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return { keyId: this.current.id, box: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
  }

  open<T>(sealed: SealedSecret, context: string): T {
    const key = this.keys.find((k) => k.id === sealed.keyId);
    if (!key) {
      throw new Error(`No SECRETS_KEY with id ${sealed.keyId} for ${context}: set SECRETS_KEY_PREVIOUS`);
    }
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.box.subarray(0, 12));
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.box.subarray(12, 28));
    const text = Buffer.concat([decipher.update(sealed.box.subarray(28)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as T;
  }

  /** Keys for another purpose (e.g. signing tokens), newest first; every replica derives the same keys. */
  derivedKeys(purpose: string): KeyObject[] {
    return this.keys.map(({ bytes }) =>
      createSecretKey(Buffer.from(hkdfSync('sha256', bytes, '', purpose, 32))),
    );
  }
}

function toKey(base64: string): Key {
  const bytes = Buffer.from(base64, 'base64');
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 12), bytes };
}
