import { plainToInstance } from 'class-transformer';
import { validateOrReject, type ValidationError } from 'class-validator';
import { CreateErasureDto, type ErasureDetailDto } from '../personal-data/dto/erasure.dto.js';
import { CLI } from '../platform/audit/actor-words.js';
import { ErasuresService } from '../personal-data/erasures.service.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  email: string;
  store?: string;
  dryRun?: boolean;
}

@Command({
  name: 'erase',
  description:
    'Erase a customer: name, addresses, e-mail and telephone. What is open is erased in the night after it is closed.',
})
export class EraseCommand extends CommandRunner {
  constructor(private readonly erasures: ErasuresService) {
    super();
  }

  override async run(_arguments: string[], { email, store, dryRun }: Options): Promise<void> {
    const dto = plainToInstance(CreateErasureDto, { email, storeCode: store, dryRun });
    await validated(dto);
    process.stdout.write(inWords(await this.erasures.create(dto, CLI)));
  }

  @Option({
    flags: '--email <address>',
    description: 'E-mail address of the customer, in any case',
    required: true,
  })
  email(value: string): string {
    return value;
  }

  @Option({ flags: '--store <code>', description: 'Store code; all stores without' })
  store(value: string): string {
    return value;
  }

  @Option({ flags: '--dry-run', description: 'Only count' })
  dryRun(): boolean {
    return true;
  }
}

function inWords({ dryRun, erasureId, orders, erased, waiting, waitingOrders }: ErasureDetailDto): string {
  const lines = [
    `${orders} order(s) of this customer.`,
    dryRun ? 'Rows that would be erased:' : `Erased as ${erasureId}:`,
    ...(erased.length === 0 ? ['  none'] : erased.map(({ table, rows }) => `  ${table}: ${rows}`)),
    ...(waiting > 0 ? [`${waiting} order(s) wait; each is erased in the night after it is closed:`] : []),
    ...waitingOrders.map(({ storeCode, orderCode, why }) => `  ${storeCode} ${orderCode}: ${why}`),
  ];
  return `${lines.join('\n')}\n`;
}

async function validated(dto: object): Promise<void> {
  try {
    await validateOrReject(dto);
  } catch (errors) {
    const words = (errors as ValidationError[]).flatMap((error) => Object.values(error.constraints ?? {}));
    throw new Error(words.join('; '), { cause: errors });
  }
}
