import { Command, CommandRunner, Option } from 'nest-commander';
import { ReconciliationsService } from '../reconciliation/reconciliations.service.js';

interface Options {
  store: string;
  from: string;
  to: string;
}

@Command({
  name: 'reconcile',
  description:
    'Compare orders, invoices and shipments of a range with Magento and mend our side. A worker does it.',
})
export class ReconcileCommand extends CommandRunner {
  constructor(private readonly reconciliations: ReconciliationsService) {
    super();
  }

  override async run(_arguments: string[], { store: storeCode, from, to }: Options): Promise<void> {
    for (const [option, value] of Object.entries({ from, to })) {
      if (Number.isNaN(Date.parse(value))) {
        throw new Error(`--${option}: must be a time, e.g. 2026-01-01T00:00:00Z`);
      }
    }
    const { reconciliationId } = await this.reconciliations.create({ storeCode, from, to }, 'cli');
    process.stdout.write(
      `Reconciliation ${reconciliationId} is begun by the next free worker; see GET /admin/reconciliations/${reconciliationId}\n`,
    );
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
}
