import { plainToInstance } from 'class-transformer';
import { validateOrReject, type ValidationError } from 'class-validator';
import { WaitingOperationsDto } from '../operations/dto/waiting-operations.dto.js';
import { answeredInWords } from '../operations/operations-in-words.js';
import { WaitingOperationsService } from '../operations/waiting-operations.service.js';
import { CLI } from '../platform/audit/actor-words.js';
import { many } from '../platform/text/many.js';
import { StoresService } from '../stores/stores.service.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  store: string;
  state?: string;
  kind?: string;
  orderCode?: string;
  from?: string;
  to?: string;
  dryRun?: boolean;
}

@Command({
  name: 'operations',
  arguments: '<retry|withdraw>',
  description: 'Try waiting writes to Magento now, or drop them: all of a filter.',
})
export class OperationsCommand extends CommandRunner {
  constructor(
    private readonly stores: StoresService,
    private readonly operations: WaitingOperationsService,
  ) {
    super();
  }

  override async run([action]: string[], { store: code, ...filter }: Options): Promise<void> {
    if (action !== 'retry' && action !== 'withdraw') throw new Error('say retry or withdraw');
    const dto = plainToInstance(WaitingOperationsDto, filter);
    await validateOrReject(dto).catch((errors: ValidationError[]) => {
      const words = errors.map(
        ({ property, constraints }) => `--${property}: ${Object.values(constraints ?? {})[0]}`,
      );
      throw new Error(words.join('; '));
    });
    const store = await this.stores.byCode(code);
    const { count, answeredAsErrors } =
      action === 'retry'
        ? await this.operations.retryAll(store, dto, CLI)
        : await this.operations.withdrawAll(store, dto, CLI);
    const done = action === 'retry' ? 'tried again now' : 'withdrawn';
    const words = [dto.dryRun ? `${count} would be ${done}.` : `${many(count, 'is', 'are')} ${done}.`];
    if (answeredAsErrors > 0) words.push(answeredInWords(answeredAsErrors));
    process.stdout.write(`${words.join('\n')}\n`);
  }

  @Option({ flags: '--store <code>', description: 'Store code', required: true })
  store(value: string): string {
    return value;
  }

  @Option({ flags: '--state <state>', description: 'PENDING (default), UNKNOWN or FAILED' })
  state(value: string): string {
    return value;
  }

  @Option({ flags: '--kind <kind>', description: 'E.g. INVOICE' })
  kind(value: string): string {
    return value;
  }

  @Option({ flags: '--order-code <code>', description: 'Only this order' })
  orderCode(value: string): string {
    return value;
  }

  @Option({ flags: '--from <time>', description: 'Accepted at or after' })
  from(value: string): string {
    return value;
  }

  @Option({ flags: '--to <time>', description: 'Accepted before' })
  to(value: string): string {
    return value;
  }

  @Option({ flags: '--dry-run', description: 'Only count' })
  dryRun(): boolean {
    return true;
  }
}
