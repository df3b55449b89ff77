import { Command, CommandRunner } from 'nest-commander';
import { StoresService } from '../stores/stores.service.js';

@Command({
  name: 'rotate-key',
  description:
    'Seal all secrets anew under SECRETS_KEY. Set SECRETS_KEY_PREVIOUS to the old key first; drop it afterwards.',
})
export class RotateKeyCommand extends CommandRunner {
  constructor(private readonly stores: StoresService) {
    super();
  }

  override async run(): Promise<void> {
    const count = await this.stores.resealSecrets({ clientId: 'cli' });
    process.stdout.write(`${count} store(s) sealed anew; the others were under the current key already.\n`);
  }
}
