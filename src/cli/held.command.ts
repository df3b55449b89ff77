import type { TotalExplanationDto } from '../orders/dto/held-orders.dto.js';
import { settingOf } from '../orders/total-explanation.js';
import { HeldOrdersService } from '../orders/held-orders.service.js';
import { IMBALANCES, type Imbalance } from '../orders/order-balance.js';
import { CLI } from '../platform/audit/actor-words.js';
import { many } from '../platform/text/many.js';
import { StoresService } from '../stores/stores.service.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  store: string;
  reason?: string;
  release?: boolean;
}

@Command({
  name: 'held',
  description: 'Count the orders that are held, by reason; with --release pass them on.',
})
export class HeldCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly held: HeldOrdersService,
  ) {
    super();
  }

  override async run(_arguments: string[], { store: code, reason, release = false }: Options): Promise<void> {
    if (reason !== undefined && !IMBALANCES.includes(reason as Imbalance)) {
      throw new Error(`--reason: must be one of ${IMBALANCES.join(', ')}`);
    }
    if (release && reason === undefined) throw new Error('--release: name a --reason');
    const store = await this.stores.byCode(code);
    const { count, reasons } = await this.held.releaseAll(store, { reason, dryRun: !release }, CLI);
    for (const [name, number] of Object.entries(reasons)) process.stdout.write(`${name}: ${number}\n`);
    process.stdout.write(release ? `${many(count, 'is', 'are')} released.\n` : `${count} held.\n`);
  }

  @Option({ flags: '--store <code>', description: 'Store code', required: true })
  store(value: string): string {
    return value;
  }

  @Option({ flags: '--reason <reason>', description: 'Only those held for this reason' })
  reason(value: string): string {
    return value;
  }

  @Option({ flags: '--release', description: 'Pass them on' })
  release(): boolean {
    return true;
  }
}

@Command({
  name: 'explain-total',
  description:
    'Read an order in Magento and say what its total is made of, and which fields may explain the rest.',
})
export class ExplainTotalCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly held: HeldOrdersService,
  ) {
    super();
  }

  override async run(
    _arguments: string[],
    { store, order }: { store: string; order: string },
  ): Promise<void> {
    if (!/^[1-9]\d{0,17}$/.test(order)) throw new Error('--order: must be an order code: digits');
    const explained = await this.held.explain(await this.stores.byCode(store), order);
    process.stdout.write(`${linesOf(explained).join('\n')}\n`);
  }

  @Option({ flags: '--store <code>', description: 'Store code', required: true })
  store(value: string): string {
    return value;
  }

  @Option({ flags: '--order <code>', description: "Order code: Magento's entity_id", required: true })
  order(value: string): string {
    return value;
  }
}

function linesOf({
  grandTotal,
  parts,
  unexplained,
  linesDiffer,
  reason,
  proposals,
}: TotalExplanationDto): string[] {
  const sums = parts.map(({ name, as, amount }) => `${amount.padStart(14)}  ${name} (${as})`);
  const rest =
    reason === null
      ? ['It balances.']
      : reason === 'lines_not_balanced'
        ? [`The subtotal is ${linesDiffer} more than the lines.`]
        : [`${unexplained.padStart(14)}  not explained`];
  const proposed = proposals.map(
    ({ attributes }) => `  "totalAttributes": ${JSON.stringify(attributes.map(settingOf))}`,
  );
  const ways =
    proposed.length > 0
      ? ['Each of these settings explains it; choose the one that is true:', ...proposed]
      : [];
  return [`${grandTotal.padStart(14)}  grand_total`, ...sums, ...rest, ...ways];
}
