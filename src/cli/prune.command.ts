import { RetentionService } from '../retention/retention.service.js';
import { Command, CommandRunner } from './command.js';

@Command({
  name: 'prune',
  description: 'Remove what is past its time now, as every night; see docs/database.md.',
})
export class PruneCommand extends CommandRunner {
  constructor(private readonly retention: RetentionService) {
    super();
  }

  override async run(): Promise<void> {
    for (const { table, rows } of await this.retention.prune('cli')) {
      process.stdout.write(`${table}: ${rows}\n`);
    }
  }
}
