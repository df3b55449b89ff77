import { AppConfig } from '../platform/config/app-config.js';
import { SecretBox } from '../platform/crypto/secret-box.js';
import { lastMigrationBy, migrate, migrateDown, migrateTo } from '../platform/database/migrate.js';
import { type DatabaseAsItIs, openAsItIs } from '../platform/database/open-database.js';
import { makeBackup, type Manifest } from '../platform/database/tools/backup.js';
import { databaseStatus } from '../platform/database/tools/database-status.js';
import { restoreBackup } from '../platform/database/tools/restore.js';
import { runSql } from '../platform/database/tools/run-sql.js';
import { DatabaseToolError, demandNoService, withSession } from '../platform/database/tools/tool-session.js';
import { many } from '../platform/text/many.js';
import { Command, CommandRunner, Option } from './command.js';
import { openPrompt } from './sql-prompt.js';

interface Options {
  to?: string;
  from?: string;
  down?: boolean;
  sql?: string;
}

@Command({
  name: 'db',
  arguments: '<backup|restore|status|psql|migrate>',
  description:
    'backup --to <directory>: all tables in one snapshot, beside a running service. restore --from <directory>: into an empty database, ' +
    'each table verified by its hash. status: size, migrations, sessions, tables. psql: a prompt, or one --sql. ' +
    'migrate: up to date; --to <migration> no further than it; --down takes the last one back.',
})
export class DbCommand extends CommandRunner {
  constructor(private readonly config: AppConfig) {
    super();
  }

  override async run([action]: string[], options: Options): Promise<void> {
    const actions: Record<string, (database: DatabaseAsItIs) => Promise<void>> = {
      backup: ({ url }) => this.backup(url, options),
      restore: (database) => this.restore(database, options),
      status: ({ ownerUrl }) => this.status(ownerUrl),
      psql: ({ ownerUrl }) => this.psql(ownerUrl, options),
      migrate: (database) => this.migrate(database, options),
    };
    const work = Object.hasOwn(actions, action ?? '') ? actions[action!] : undefined;
    if (!work) throw new DatabaseToolError('Say backup, restore, status, psql or migrate.');
    const database = await openAsItIs(this.config);
    try {
      await work(database);
    } finally {
      await database.close();
    }
  }

  @Option({
    flags: '--to <place>',
    description: 'For backup: a new directory. For migrate: name of a migration',
  })
  to(value: string): string {
    return value;
  }

  @Option({ flags: '--from <directory>', description: 'For restore: what backup wrote' })
  from(value: string): string {
    return value;
  }

  @Option({ flags: '--down', description: 'For migrate: take the last migration back, with what it added' })
  down(): boolean {
    return true;
  }

  @Option({ flags: '--sql <statements>', description: 'For psql: run these, and end' })
  sql(value: string): string {
    return value;
  }

  private async backup(url: string, { to }: Options): Promise<void> {
    if (to === undefined) throw new DatabaseToolError('--to: is required, a new directory');
    const manifest = await makeBackup(url, to);
    say(`${counted(manifest)} of ${manifest.at} are in ${to}.`);
    say(
      manifest.keyIds.length === 0
        ? 'They hold no sealed secrets.'
        : `SECRETS_KEY is not in it: keep that elsewhere (key id ${manifest.keyIds.join(', ')}).`,
    );
  }

  private async restore({ ownerUrl, url, secretsKey }: DatabaseAsItIs, { from }: Options): Promise<void> {
    if (from === undefined) throw new DatabaseToolError('--from: is required, the directory of a backup');
    const keys = [secretsKey, this.config.secretsKeyPrevious].filter((key) => key !== undefined);
    const keyIds = keys.map((key) => new SecretBox(key).currentKeyId);
    const manifest = await restoreBackup({ ownerUrl, url, keyIds }, from);
    say(`${counted(manifest)} of ${manifest.at} are restored; each table has the hash of the backup.`);
  }

  private async status(url: string): Promise<void> {
    const lines = await withSession(url, 'status', databaseStatus);
    say(lines.join('\n'));
  }

  private async psql(url: string, { sql }: Options): Promise<void> {
    if (sql === undefined) process.exitCode = await openPrompt(url, process.stdin);
    else if (!(await withSession(url, 'psql', (client) => runSql(client, sql)))) process.exitCode = 1;
  }

  private async migrate({ ownerUrl, url }: DatabaseAsItIs, { to, down }: Options): Promise<void> {
    if (down && to !== undefined) throw new DatabaseToolError('Say either --to or --down.');
    if (down) {
      await withSession(ownerUrl, 'migrate', demandNoService);
      say(`Taken back: ${await migrateDown(ownerUrl)}.`);
    } else if (to !== undefined) {
      say(`Done: ${(await migrateTo(ownerUrl, to)).join(', ') || 'nothing, it was done before'}.`);
    } else {
      await migrate(ownerUrl, url);
    }
    say(`The last migration is ${await lastMigrationBy(ownerUrl)}.`);
  }
}

function counted({ tables }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${many(tables.length, 'table', 'tables')} with ${many(rows, 'row', 'rows')}`;
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
