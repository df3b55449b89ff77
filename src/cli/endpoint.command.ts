import { EndpointTestsService } from '../deliveries/endpoint-tests.service.js';
import { EndpointsService } from '../deliveries/endpoints.service.js';
import { type StoreContext, StoresService } from '../stores/stores.service.js';
import { CLI } from '../platform/audit/actor-words.js';
import { Command, CommandRunner, Option } from './command.js';

@Command({
  name: 'endpoint',
  arguments: '<list|put|test|rotate|enable|disable|delete> <store> [kind]',
  description: 'Where the pushes of a store go.',
})
export class EndpointCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly endpoints: EndpointsService,
    private readonly tests: EndpointTestsService,
  ) {
    super();
  }

  override async run(
    [action = '', code = '', named = '']: string[],
    { url }: { url?: string },
  ): Promise<void> {
    const store = await this.stores.byCode(code);
    if (action === 'list') return this.list(store);
    const kind = this.endpoints.kindCalled(named);
    if (kind === undefined) throw new Error(`kind: must be ${this.endpoints.kinds().join(' or ')}`);
    const actions: Record<string, () => Promise<object | void>> = {
      put: () => this.endpoints.put(store, kind, { url: url ?? '' }, CLI),
      test: () => this.tests.test(store, kind, CLI),
      rotate: () => this.endpoints.rotateSecret(store, kind, CLI),
      enable: () => this.endpoints.enable(store, kind, CLI),
      disable: () => this.endpoints.disable(store, kind, CLI),
      delete: () => this.endpoints.remove(store, kind, CLI),
    };
    const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!run) throw new Error(`action: must be list, ${Object.keys(actions).join(', ')}`);
    process.stdout.write(`${JSON.stringify((await run()) ?? { deleted: kind }, null, 2)}\n`);
  }

  @Option({ flags: '--url <url>', description: 'For put: where it goes' })
  url(value: string): string {
    return value;
  }

  private async list(store: StoreContext): Promise<void> {
    const rows = await this.endpoints.list(store);
    process.stdout.write(rows.map(({ kind, state, url }) => `${kind}\t${state}\t${url}\n`).join(''));
  }
}
