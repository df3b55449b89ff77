import { CLI } from '../platform/audit/actor-words.js';
import { ChannelSecretBox } from '../alerts/channel-secrets.js';
import { SealedSecrets } from '../deliveries/endpoint-secrets.js';
import { EmailHashes } from '../personal-data/email-hashes.js';
import { AppConfig } from '../platform/config/app-config.js';
import { KeyFile } from '../platform/crypto/key-file.js';
import { StoresService } from '../stores/stores.service.js';
import { Command, CommandRunner } from './command.js';

@Command({
  name: 'rotate-key',
  description:
    'Seal all secrets again, under SECRETS_KEY. Set SECRETS_KEY_PREVIOUS to the old key first; drop it afterwards.',
})
export class RotateKeyCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly endpoints: SealedSecrets,
    private readonly channels: ChannelSecretBox,
    private readonly emails: EmailHashes,
    private readonly config: AppConfig,
  ) {
    super();
  }

  override async run(): Promise<void> {
    const stores = await this.stores.resealSecrets(CLI);
    const endpoints = await this.endpoints.resealAll(CLI);
    const channels = await this.channels.resealAll(CLI);
    await this.emails.reseal();
    process.stdout.write(
      `${stores} store(s), ${endpoints} endpoint(s) and ${channels} alert channel(s) sealed again; the others were under the current key already.\n`,
    );
    await this.removeKeyFile();
  }

  /** Only an embedded database has one. */
  private async removeKeyFile(): Promise<void> {
    if (this.config.databaseUrl !== undefined) return;
    const file = new KeyFile(this.config.dataDir);
    if (!(await file.removeStale(this.config.secretsKey!))) return;
    process.stdout.write(`${file.path} held the old key and is removed: set SECRETS_KEY for every start.\n`);
  }
}
