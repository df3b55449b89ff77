import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SecretBox } from '../platform/crypto/secret-box.js';
import {
  addErasureKey,
  findErasureKey,
  lockErasureKey,
  type SealedKey,
  updateErasureKey,
} from './erasure-keys.repository.js';

export const ERASURE_KEY_CONTEXT = 'erasure_key';
const KEY_BYTES = 32;

/**
 * E-mails as the records of erasures name them. The key is one of its own, and not one derived from SECRETS_KEY: it has to
 * stay the same when that one is rotated.
 */
@Injectable()
export class EmailHashes {
  private key?: Promise<Buffer>;

  constructor(
    private readonly database: DataSource,
    private readonly box: SecretBox,
  ) {}

  async of(email: string): Promise<string> {
    this.key ??= this.load();
    try {
      return createHmac('sha256', await this.key)
        .update(email.trim().toLowerCase())
        .digest('hex');
    } catch (error) {
      this.key = undefined;
      throw error;
    }
  }

  /** After SECRETS_KEY was changed. @returns whether it was under another key until now */
  async reseal(): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const row = await lockErasureKey(manager);
      if (!row || row.keyId === this.box.currentKeyId) return false;
      const sealed = this.box.seal(this.opened(row).toString('base64'), ERASURE_KEY_CONTEXT);
      await updateErasureKey(manager, sealed);
      return true;
    });
  }

  /** Made where there is none yet; of two processes the second one takes the first one's. */
  private async load(): Promise<Buffer> {
    const { manager } = this.database;
    const made = this.box.seal(randomBytes(KEY_BYTES).toString('base64'), ERASURE_KEY_CONTEXT);
    await addErasureKey(manager, made);
    const row = await findErasureKey(manager);
    return this.opened(row!);
  }

  private opened(key: SealedKey): Buffer {
    return Buffer.from(this.box.open<string>(key, ERASURE_KEY_CONTEXT), 'base64');
  }
}
