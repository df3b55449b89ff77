import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SecretBox } from '../platform/crypto/secret-box.js';
import { rowsOf } from '../platform/database/data-source.js';

const CONTEXT = 'erasure_key';
const KEY_BYTES = 32;

interface SealedKey {
  key_id: string;
  box: Buffer;
}

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
      const [row] = await rowsOf<SealedKey>(manager, 'SELECT key_id, box FROM erasure_key FOR UPDATE');
      if (!row || row.key_id === this.box.currentKeyId) return false;
      const sealed = this.box.seal(this.opened(row).toString('base64'), CONTEXT);
      await manager.query('UPDATE erasure_key SET key_id = $1, box = $2', [sealed.keyId, sealed.box]);
      return true;
    });
  }

  /** Made where there is none yet; of two processes the second one takes the first one's. */
  private async load(): Promise<Buffer> {
    const { manager } = this.database;
    const made = this.box.seal(randomBytes(KEY_BYTES).toString('base64'), CONTEXT);
    await manager.query(
      `INSERT INTO erasure_key (key_id, box) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM erasure_key)
       ON CONFLICT DO NOTHING`,
      [made.keyId, made.box],
    );
    const [row] = await rowsOf<SealedKey>(manager, 'SELECT key_id, box FROM erasure_key');
    return this.opened(row!);
  }

  private opened({ key_id: keyId, box }: SealedKey): Buffer {
    return Buffer.from(this.box.open<string>({ keyId, box }, CONTEXT), 'base64');
  }
}
