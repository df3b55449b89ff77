import { NestFactory } from '@nestjs/core';
import type { AppConfig } from '../platform/config/app-config.js';
import { ConfigError, loadConfig } from '../platform/config/load-config.js';
import { DirectoryInUseError } from '../platform/database/embedded-postgres.js';
import { openDatabaseBeside } from '../platform/database/open-database.js';
import { UnknownMigrationError } from '../platform/database/migrate.js';
import { DatabaseToolError } from '../platform/database/tools/tool-session.js';
import { DatabaseNotReadyError } from '../platform/database/service-role.js';
import { AppError } from '../platform/errors/app-error.js';
import { CliModule, COMMANDS } from './cli.module.js';
import { type Asked, type CommandRunner, readArguments } from './command.js';
import { DbCommand } from './db.command.js';

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
    const asked = readArguments(COMMANDS, process.argv.slice(2));
    const config = loadConfig({ LOG_LEVEL: 'warn', ...environment });
    // Not as other commands: their database is migrated before they begin.
    if (asked.command === DbCommand) await runOne(new DbCommand(config), asked);
    else await runInService(config, asked);
  } catch (error) {
    const isSaid = SAID.some((one) => error instanceof one);
    fail(isSaid ? error : ((error as Error).stack ?? error));
  }
}

async function runInService(config: AppConfig, asked: Asked): Promise<void> {
  const database = await openDatabaseBeside(config);
  try {
    const app = await NestFactory.createApplicationContext(
      CliModule.register(database.config, database.url),
      { logger: ['error', 'warn'], abortOnError: false },
    );
    try {
      await runOne(app.get(asked.command), asked);
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}

async function runOne(command: CommandRunner, { args, options }: Asked): Promise<void> {
  try {
    await command.run(args, options);
  } catch (error) {
    fail(error);
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
