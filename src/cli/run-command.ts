import { CommandFactory } from 'nest-commander';
import { ConfigError, loadConfig } from '../platform/config/load-config.js';
import { DirectoryInUseError } from '../platform/database/embedded-postgres.js';
import { openDatabaseBeside } from '../platform/database/open-database.js';
import { UnknownMigrationError } from '../platform/database/migrate.js';
import { DatabaseToolError } from '../platform/database/tools/tool-session.js';
import { DatabaseNotReadyError } from '../platform/database/service-role.js';
import { AppError } from '../platform/errors/app-error.js';
import { checkArguments } from './check-arguments.js';
import { CliModule, COMMANDS } from './cli.module.js';
import { DB, runDbCommand } from './db.command.js';

/** Errors whose words say all that there is to do. */
const SAID = [
  ConfigError,
  DirectoryInUseError,
  DatabaseNotReadyError,
  DatabaseToolError,
  UnknownMigrationError,
];

/** Runs the command that `process.argv` names. Errors go to stderr, and set the exit code. */
export async function runCommand(environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    await checkArguments(COMMANDS);
    const config = loadConfig({ LOG_LEVEL: 'warn', ...environment });
    if (process.argv[2] === DB) {
      await runDbCommand(config, fail);
      return;
    }
    const database = await openDatabaseBeside(config);
    try {
      await CommandFactory.run(CliModule.register(database.config, database.url), {
        logger: ['error', 'warn'],
        errorHandler: (error) => fail(error),
        serviceErrorHandler: (error) => fail(error),
      });
    } finally {
      await database.close();
    }
  } catch (error) {
    const isSaid = SAID.some((one) => error instanceof one);
    fail(isSaid ? error : ((error as Error).stack ?? error));
  }
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  const fields = error instanceof AppError ? error.errors : [];
  // What the error itself says need not be said again.
  const more = fields.filter(({ message }) => message !== (error as AppError).message);
  for (const { field, message } of more) process.stderr.write(`  ${field} ${message}\n`);
  process.exitCode = 1;
}
