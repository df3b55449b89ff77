import { CLI } from '../platform/audit/actor-words.js';
import { SyncAdminService } from '../sync/sync-admin.service.js';
import { Command, CommandRunner, Option } from './command.js';

@Command({
  name: 'rebuild',
  description: "Build a store's copy of orders again from Magento; acknowledgements and operations are kept.",
})
export class RebuildCommand extends CommandRunner {
  constructor(private readonly sync: SyncAdminService) {
    super();
  }

  override async run(_arguments: string[], { store }: { store: string }): Promise<void> {
    const { backfillId } = await this.sync.rebuild(store, CLI);
    process.stdout.write(
      `The next free worker reads all orders again as backfill ${backfillId}; see GET /admin/backfills/${backfillId}\n`,
    );
  }

  @Option({ flags: '--store <code>', description: 'Store code', required: true })
  store(value: string): string {
    return value;
  }
}
