import { plainToInstance } from 'class-transformer';
import { validateOrReject, ValidationError } from 'class-validator';
import { CreateBackfillDto } from '../sync/dto/sync.dto.js';
import { CLI } from '../platform/audit/actor-words.js';
import { SyncAdminService } from '../sync/sync-admin.service.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  store: string;
  from: string;
  to: string;
  pauseMs?: number;
}

@Command({
  name: 'backfill',
  description: 'Read the orders of a range of creation times again. A worker does it, page by page.',
})
export class BackfillCommand extends CommandRunner {
  constructor(private readonly sync: SyncAdminService) {
    super();
  }

  override async run(_arguments: string[], options: Options): Promise<void> {
    const { store: storeCode, from, to, pauseMs = 200 } = options;
    const dto = plainToInstance(CreateBackfillDto, { storeCode, from, to, pauseMs });
    await validateOrReject(dto).catch((errors: ValidationError[]) => {
      throw new Error(
        errors
          .map((error) => `--${error.property}: ${Object.values(error.constraints ?? {}).join('; ')}`)
          .join('\n'),
      );
    });
    const backfill = await this.sync.createBackfill(dto, CLI);
    process.stdout.write(
      `Backfill ${backfill.backfillId} is begun by the next free worker; see GET /admin/backfills/${backfill.backfillId}\n`,
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

  @Option({ flags: '--pause-ms <ms>', description: 'Pause after each page, default 200' })
  pauseMs(value: string): number {
    return Number(value);
  }
}
