import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, recordAudit } from '../platform/audit/audit-log.js';
import { SecretBox } from '../platform/crypto/secret-box.js';
import { lockAllChannels, saveChannel } from './alert-channels.repository.js';
import type { ChannelSecrets } from './alert.types.js';

/** What a box is bound to: of another kind of channel it does not open. */
function contextOf(kind: string): string {
  return `alert-channel:${kind}`;
}

/** Addresses of Slack and signing secrets of webhooks, which are kept sealed. */
@Injectable()
export class ChannelSecretBox {
  constructor(
    private readonly database: DataSource,
    private readonly box: SecretBox,
  ) {}

  open(sealed: { kind: string; secretsKeyId: string; secretsBox: Buffer }): ChannelSecrets {
    const { kind, secretsKeyId: keyId, secretsBox: box } = sealed;
    return this.box.open({ keyId, box }, contextOf(kind));
  }

  seal(kind: string, secrets: ChannelSecrets): { secretsKeyId: string; secretsBox: Buffer } {
    const { keyId, box } = this.box.seal(secrets, contextOf(kind));
    return { secretsKeyId: keyId, secretsBox: box };
  }

  /** Seals every secret again under the current key. @returns how many rows were under another one */
  async resealAll(actor: Actor): Promise<number> {
    return this.database.transaction(async (manager) => {
      const rows = await lockAllChannels(manager);
      const stale = rows.filter(({ secretsKeyId }) => secretsKeyId !== this.box.currentKeyId);
      for (const row of stale) {
        Object.assign(row, this.seal(row.kind, this.open(row)));
        await saveChannel(manager, row);
        await recordAudit(manager, actor, {
          action: 'alert-channel.reseal',
          subject: `alert-channel:${row.name}`,
          after: { keyId: row.secretsKeyId },
        });
      }
      return stale.length;
    });
  }
}
