import { CLI } from '../platform/audit/actor-words.js';
import { RepairsService } from '../reconciliation/repairs.service.js';
import { StoresService } from '../stores/stores.service.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  store: string;
  difference: string;
  undone?: boolean;
}

@Command({
  name: 'repair',
  description:
    'Make an invoice or shipment of ours that Magento has lost again, unless its mark is found there. A worker does it. ' +
    'With --undone: note that a write that had two effects is undone in Magento.',
})
export class RepairCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly repairs: RepairsService,
  ) {
    super();
  }

  override async run(_arguments: string[], { store: storeCode, difference, undone }: Options): Promise<void> {
    if (!/^[1-9]\d{0,17}$/.test(difference)) {
      throw new Error('--difference: must be the number of a difference, as the reconciliation shows it');
    }
    const store = await this.stores.byCode(storeCode);
    const { reconciliationId } = await this.repairs.difference(store, difference);
    if (undone === true) {
      await this.repairs.undone(reconciliationId, difference, CLI);
      return void process.stdout.write(`Difference ${difference} is noted as undone\n`);
    }
    const { operationId } = await this.repairs.repair(reconciliationId, difference, CLI);
    process.stdout.write(
      `Operation ${operationId} is done again by the next free worker; see GET /operations/${operationId}\n`,
    );
  }

  @Option({ flags: '--store <code>', description: 'Store code', required: true })
  store(value: string): string {
    return value;
  }

  @Option({ flags: '--difference <id>', description: 'Number of the difference', required: true })
  difference(value: string): string {
    return value;
  }

  @Option({ flags: '--undone', description: 'What was too much is undone in Magento' })
  undone(): boolean {
    return true;
  }
}
