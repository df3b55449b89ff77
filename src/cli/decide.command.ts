import { CLI } from '../platform/audit/actor-words.js';
import { OrderDecision } from '../orders/dto/decide-orders.dto.js';
import { ReplacedOrdersService } from '../orders/replaced-orders.service.js';
import { many } from '../platform/text/many.js';
import { StoresService } from '../stores/stores.service.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  store: string;
  as: string;
  order?: string;
  all?: boolean;
}

const DECISIONS: Record<string, OrderDecision> = {
  new: OrderDecision.NewOrder,
  same: OrderDecision.SameOrder,
};

@Command({
  name: 'decide',
  description:
    'Say what the orders are that Magento shows under codes of others, e.g. after it was installed again: new or same.',
})
export class DecideCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly replaced: ReplacedOrdersService,
  ) {
    super();
  }

  override async run(_arguments: string[], { store, as, order, all }: Options): Promise<void> {
    const decision = Object.hasOwn(DECISIONS, as) ? DECISIONS[as] : undefined;
    if (!decision) throw new Error(`--as: must be ${Object.keys(DECISIONS).join(' or ')}`);
    if ((order === undefined) === (all !== true)) throw new Error('Give either --order or --all.');
    if (order !== undefined && !/^[1-9]\d{0,17}$/.test(order)) {
      throw new Error('--order: must be an order code');
    }
    const context = await this.stores.byCode(store);
    const codes = order === undefined ? undefined : [order];
    const { decided, openWrites } = await this.replaced.decide(context, decision, codes, CLI);
    if (order !== undefined && decided.length + openWrites.length === 0) {
      throw new Error(
        `Nothing is decided: no order ${order} waits for it. Parked orders in the console shows those that do.`,
      );
    }
    const words = [
      `${many(decided.length, 'order is', 'orders are')} read again by the next run of orders.changed.`,
      ...(all ? ['Others may be found by later runs: repeat this until bridge_orders_disputed is 0.'] : []),
      ...(openWrites.length > 0 ? [`Not decided, as a write is open: ${openWrites.join(', ')}.`] : []),
    ];
    process.stdout.write(`${words.join('\n')}\n`);
  }

  @Option({ flags: '--store <code>', description: 'Store code', required: true })
  store(value: string): string {
    return value;
  }

  @Option({
    flags: '--as <new|same>',
    description: 'new: start over (NEW_ORDER); same: keep (SAME_ORDER)',
    required: true,
  })
  as(value: string): string {
    return value;
  }

  @Option({ flags: '--order <code>', description: 'One order code' })
  order(value: string): string {
    return value;
  }

  @Option({ flags: '--all', description: 'All orders of the store that wait for it' })
  all(): boolean {
    return true;
  }
}
