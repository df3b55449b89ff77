import type { ReconciliationDetailDto } from '../reconciliation/dto/reconciliation.dto.js';
import { ReconciliationsService } from '../reconciliation/reconciliations.service.js';
import { CLI } from '../platform/audit/actor-words.js';
import { time } from '../platform/time/time.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  store: string;
  from: string;
  to: string;
  wait?: boolean;
}

const LOOK_EVERY_MS = 500;

@Command({
  name: 'reconcile',
  description:
    'Compare orders, invoices, shipments and stock of a range with Magento and repair our side. A worker does it.',
})
export class ReconcileCommand extends CommandRunner {
  constructor(private readonly reconciliations: ReconciliationsService) {
    super();
  }

  override async run(_arguments: string[], options: Options): Promise<void> {
    const { store: storeCode, from, to, wait = false } = options;
    for (const [option, value] of Object.entries({ from, to })) {
      if (Number.isNaN(Date.parse(value))) {
        throw new Error(`--${option}: must be a time, e.g. 2026-01-01T00:00:00Z`);
      }
    }
    const { reconciliationId } = await this.reconciliations.create({ storeCode, from, to }, CLI);
    process.stdout.write(
      `Reconciliation ${reconciliationId} is begun by the next free worker; see GET /admin/reconciliations/${reconciliationId}\n`,
    );
    if (!wait) return;
    const ended = await this.ended(reconciliationId);
    process.stdout.write(`${inWords(ended).join('\n')}\n`);
    if (ended.state === 'FAILED' || ended.differences > ended.repaired) process.exitCode = 1;
  }

  @Option({ flags: '--store <code>', description: 'Store code', required: true })
  store(value: string): string {
    return value;
  }

  @Option({
    flags: '--from <time>',
    description: 'Created at or after, e.g. 2026-01-01T00:00:00Z',
    required: true,
  })
  from(value: string): string {
    return value;
  }

  @Option({ flags: '--to <time>', description: 'Created before or at', required: true })
  to(value: string): string {
    return value;
  }

  @Option({
    flags: '--wait',
    description: 'Wait for its end and print what was found; exit code 1 where something is left to repair',
  })
  wait(): boolean {
    return true;
  }

  /** With the stock, which is compared beside the orders. */
  private async ended(id: string): Promise<ReconciliationDetailDto> {
    for (;;) {
      const { state, stock } = await this.reconciliations.counted(id);
      if (state !== 'RUNNING' && stock?.state !== 'RUNNING') return this.reconciliations.get(id);
      await time.sleep(LOOK_EVERY_MS);
    }
  }
}

function inWords(found: ReconciliationDetailDto): string[] {
  const { ordersMagento, ordersHere, differences, repaired, stock } = found;
  const days = found.days.filter((day) => day.ordersMagento !== day.ordersHere);
  return [
    `${found.state}${found.errorMessage === null ? '' : `: ${found.errorMessage}`}`,
    `Orders: ${ordersMagento} in Magento, ${ordersHere} here; ${differences} differences, ${repaired} repaired.`,
    ...days.map((day) => `  ${day.day}: ${day.ordersMagento} in Magento, ${day.ordersHere} here`),
    ...found.found.map(
      ({ differenceId, kind, orderCode, reason }) =>
        `  difference ${differenceId}: ${kind}, order ${orderCode}. ${reason}`,
    ),
    stock === null
      ? 'Stock: none is kept.'
      : `Stock: ${stock.state}, ${stock.checked} levels compared, ${stock.drifted} drifted, ${stock.unread} not readable.`,
  ];
}
