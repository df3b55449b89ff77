import { Command, CommandRunner } from 'nest-commander';
import { CLI } from '../platform/audit/audit-log.js';
import { EndpointsService } from '../deliveries/endpoints.service.js';
import { EmailHashes } from '../personal-data/email-hashes.js';
import { StoresService } from '../stores/stores.service.js';

@Command({
  name: 'rotate-key',
  description:
    'Seal all secrets again, under SECRETS_KEY. Set SECRETS_KEY_PREVIOUS to the old key first; drop it afterwards.',
})
export class RotateKeyCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly endpoints: EndpointsService,
    private readonly emails: EmailHashes,
  ) {
    super();
  }

  override async run(): Promise<void> {
    const stores = await this.stores.resealSecrets(CLI);
    const endpoints = await this.endpoints.resealSecrets(CLI);
    await this.emails.reseal();
    process.stdout.write(
      `${stores} store(s) and ${endpoints} endpoint(s) sealed again; the others were under the current key already.\n`,
    );
  }
}
