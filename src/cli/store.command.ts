import { Command, CommandRunner } from 'nest-commander';
import { StoresService } from '../stores/stores.service.js';

const ACTOR = { clientId: 'cli' };

@Command({
  name: 'store',
  arguments: '<action> [code]',
  description: 'list; pause, resume or delete a store. Connecting one and its settings: PUT /admin/stores.',
})
export class StoreCommand extends CommandRunner {
  constructor(private readonly stores: StoresService) {
    super();
  }

  override async run([action = '', code = '']: string[]): Promise<void> {
    const deeds: Record<string, () => Promise<string>> = {
      list: async () =>
        (await this.stores.all())
          .map(({ code: one, paused, row }) => `${one}\t${paused ? 'paused' : 'on'}\t${row.baseUrl}`)
          .join('\n'),
      pause: () => this.setPaused(code, true),
      resume: () => this.setPaused(code, false),
      delete: async () => {
        await this.stores.remove(code, ACTOR);
        return `Store ${code} is deleted.`;
      },
    };
    const deed = Object.hasOwn(deeds, action) ? deeds[action] : undefined;
    if (!deed) throw new Error(`action: must be ${Object.keys(deeds).join(', ')}`);
    process.stdout.write(`${await deed()}\n`);
  }

  private async setPaused(code: string, paused: boolean): Promise<string> {
    await this.stores.update(code, { paused }, ACTOR);
    return `Store ${code} is ${paused ? 'paused' : 'polled again'}.`;
  }
}
