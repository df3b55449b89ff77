import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { CommandFactory } from 'nest-commander';
import { AppError } from './platform/errors/app-error.js';
import { checkArguments } from './cli/check-arguments.js';
import { CliModule, COMMANDS } from './cli/cli.module.js';
import { ConfigError, loadConfig } from './platform/config/load-config.js';
import { DirectoryInUseError } from './platform/database/embedded-postgres.js';
import { openDatabaseBeside } from './platform/database/open-database.js';
import { DatabaseNotReadyError } from './platform/database/service-role.js';

/** `npm run cli -- <command>`: the same services as the API, without HTTP. */
async function main(): Promise<void> {
  await checkArguments(COMMANDS);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = loadConfig({ LOG_LEVEL: 'warn', ...process.env });
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
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  const fields = error instanceof AppError ? error.errors : [];
  // What the error itself says need not be said again.
  const more = fields.filter(({ message }) => message !== (error as AppError).message);
  for (const { field, message } of more) process.stderr.write(`  ${field} ${message}\n`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  fail(
    [ConfigError, DirectoryInUseError, DatabaseNotReadyError].some((one) => error instanceof one)
      ? error
      : ((error as Error).stack ?? error),
  );
  process.exit(1);
});
