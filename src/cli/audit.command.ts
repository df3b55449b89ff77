import { removeAudit } from '../audit/audit-removal.js';
import { AuditVerifier, type Seal } from '../audit/audit-verifier.js';
import { AppConfig } from '../platform/config/app-config.js';
import { many } from '../platform/text/many.js';
import { Command, CommandRunner, Option } from './command.js';

interface Options {
  last?: Seal;
  before?: Date;
}

@Command({
  name: 'audit',
  arguments: '<verify|remove>',
  description:
    'verify: read the whole audit log and check its chain; exit code 1 and the first broken row where it is not whole. ' +
    'remove: remove entries from before a day, with the right of DATABASE_OWNER_URL.',
})
export class AuditCommand extends CommandRunner {
  constructor(
    private readonly verifier: AuditVerifier,
    private readonly config: AppConfig,
  ) {
    super();
  }

  override async run([action]: string[], options: Options): Promise<void> {
    if (action === 'verify') return this.verify(options);
    if (action === 'remove') return this.remove(options);
    throw new Error('say verify or remove');
  }

  @Option({
    flags: '--last <position:hash>',
    description: 'For verify: what it printed earlier. Shows a tail that was cut off, or a log made again.',
  })
  last(value: string): Seal {
    const [, position, hash] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(value) ?? [];
    if (position === undefined) throw new Error('--last: must be as verify printed it, position:hash');
    return { position, hash: hash! };
  }

  @Option({ flags: '--before <day>', description: 'For remove: e.g. 2025-01-01' })
  before(value: string): Date {
    const day = new Date(value);
    if (Number.isNaN(day.getTime())) throw new Error('--before: must be a day, e.g. 2025-01-01');
    return day;
  }

  private async verify({ last: kept }: Options): Promise<void> {
    const { rows, first, last, broken } = await this.verifier.verify(kept);
    if (broken !== null) {
      process.stdout.write(`BROKEN. ${broken}\n`);
      process.exitCode = 1;
      return;
    }
    const where = rows === 0 ? '' : `, positions ${first} to ${last!.position}`;
    process.stdout.write(`The audit log is whole: ${many(rows, 'entry', 'entries')}${where}.\n`);
    if (last) {
      process.stdout.write(
        `Keep this elsewhere, and give it to the next one with --last:\n${last.position}:${last.hash}\n`,
      );
    }
  }

  private async remove({ before }: Options): Promise<void> {
    if (!before) throw new Error('--before: is required');
    const owner = this.config.databaseOwnerUrl ?? this.config.databaseUrl;
    if (owner === undefined) throw new Error('DATABASE_OWNER_URL: is required');
    const rows = await removeAudit(owner, before);
    process.stdout.write(
      rows === 0
        ? 'No entry is from before that day: nothing is removed.\n'
        : `${many(rows, 'entry is', 'entries are')} removed; a checkpoint is left.\n`,
    );
  }
}
