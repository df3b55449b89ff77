import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { DeliveryState } from '../deliveries/delivery.types.js';
import { CLI } from '../platform/audit/actor-words.js';
import { many } from '../platform/text/many.js';
import { StoresService } from '../stores/stores.service.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  store: string;
  from?: string;
  to?: string;
  orderCode?: string;
  dryRun?: boolean;
}

@Command({
  name: 'replay',
  description: 'Send deliveries that were given up again, with the webhook-id they had.',
})
export class ReplayCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly deliveries: DeliveriesService,
  ) {
    super();
  }

  override async run(_arguments: string[], options: Options): Promise<void> {
    const { from, to, orderCode, dryRun = false } = options;
    for (const [option, value] of Object.entries({ from, to })) {
      if (value !== undefined && Number.isNaN(Date.parse(value))) {
        throw new Error(`--${option}: must be a time, e.g. 2026-01-01T00:00:00Z`);
      }
    }
    const store = await this.stores.byCode(options.store);
    const range = { state: DeliveryState.Dead, from, to, orderCode, dryRun };
    const { count } = await this.deliveries.replayAll(store, range, CLI);
    process.stdout.write(
      dryRun ? `${count} would be sent again.\n` : `${many(count, 'is', 'are')} sent again.\n`,
    );
  }

  @Option({ flags: '--store <code>', description: 'Store code', required: true })
  store(value: string): string {
    return value;
  }

  @Option({ flags: '--from <time>', description: 'Accepted at or after' })
  from(value: string): string {
    return value;
  }

  @Option({ flags: '--to <time>', description: 'Accepted before or at' })
  to(value: string): string {
    return value;
  }

  @Option({ flags: '--order-code <code>', description: 'Only this order code' })
  orderCode(value: string): string {
    return value;
  }

  @Option({ flags: '--dry-run', description: 'Only count' })
  dryRun(): boolean {
    return true;
  }
}
