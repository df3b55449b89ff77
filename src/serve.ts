import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { BootstrapService } from './bootstrap.service.js';
import { configureApp, createAdapter } from './configure-app.js';
import { AppConfig } from './platform/config/app-config.js';
import { ConfigError, loadConfig } from './platform/config/load-config.js';
import { unknownVariables } from './platform/config/unknown-variables.js';
import { demandFreePort, PortTakenError } from './platform/http/free-port.js';
import { listenForOperations } from './platform/http/operations-port.js';
import { startTracing } from './platform/tracing/start-tracing.js';
import { DirectoryInUseError } from './platform/database/embedded-postgres.js';
import { type OpenDatabase, openDatabase } from './platform/database/open-database.js';
import { DatabaseNotReadyError } from './platform/database/service-role.js';
import { poolerFaults } from './platform/database/session.js';
import { type Instant, time } from './platform/time/time.js';

const DRAIN_MS = 20_000;
const SAME_SIGNAL_MS = 1000;

interface Running {
  app: NestFastifyApplication;
  /** What is left to end once the application serves no more. */
  endRest: () => Promise<void>;
}

async function start(): Promise<Running> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = loadConfig(process.env);
  await demandFreePort('PORT', config.host, config.port);
  if (config.operationsPort !== undefined) {
    await demandFreePort('OPERATIONS_PORT', config.host, config.operationsPort);
  }
  const database = await openDatabase(config);
  try {
    return await serve(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function serve(database: OpenDatabase): Promise<Running> {
  // What serves has no use for the owner's right.
  const config = new AppConfig({ ...database.config, databaseOwnerUrl: undefined });
  const endTracing = config.otlpEndpoint === undefined ? undefined : startTracing(config.otlpEndpoint);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(config, database.url),
    createAdapter(config.trustedProxies),
    {
      bufferLogs: true,
      abortOnError: false,
    },
  );
  await configureApp(app);
  const logger = new Logger('main');
  for (const words of unknownVariables(process.env)) logger.warn(words);
  if (database.owns) {
    logger.warn(
      'DATABASE_URL is the owner of its tables: whoever takes over the service can change them and the audit log. ' +
        'Set DATABASE_OWNER_URL for migrations, and a role of its own for the service; see docs/operations.md',
    );
  }
  for (const words of await poolerFaults(app.get(DataSource))) logger.warn(words);
  await app.get(BootstrapService).run();
  await app.listen(config.port, config.host);
  const operations =
    config.operationsPort === undefined
      ? undefined
      : await listenForOperations(app.getHttpAdapter().getInstance(), config.operationsPort, config.host);
  const url = await app.getUrl();
  logger.log({ url, role: config.role, operationsPort: config.operationsPort }, 'listening');
  if (process.stdout.isTTY) process.stdout.write(addressesAt(url, config.operationsPort));
  // It would else be written at the end of the process, which may come without notice.
  flushCompileCache();
  const endRest = async (): Promise<void> => {
    operations?.close();
    operations?.closeAllConnections();
    await endTracing?.();
    await database.close();
  };
  return { app, endRest };
}

/** For who started it at a terminal. */
function addressesAt(url: string, operationsPort: number | undefined): string {
  const inside = new URL(url);
  if (operationsPort !== undefined) inside.port = String(operationsPort);
  const rows = [
    ['API', url],
    ['Swagger UI', new URL('/docs', inside).href],
    ['Console', new URL('/console', url).href],
    ['Health', new URL('/health/ready', url).href],
  ] as const;
  return `\n${rows.map(([name, address]) => `  ${name.padEnd(12)}${address}`).join('\n')}\n\n`;
}

/**
 * Drains what is under way, then ends the rest: a start is waited for, or it would leave its database behind. A second signal
 * does not wait, unless it is the first one again: npm passes on the Ctrl-C that a terminal has sent to us as well.
 */
function stopOnSignal(starting: Promise<Running>): void {
  let since: Instant | undefined;
  const stop = (): void => {
    if (since) {
      if (time.elapsedMs(since) > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    since = time.instant();
    starting.then(end).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`shutdown failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function end({ app, endRest }: Running): Promise<void> {
  // A client that does not take its answer must not hold us for ever.
  void time.drain(DRAIN_MS).then(() => app.getHttpServer().closeAllConnections());
  await app.close();
  await endRest();
}

const starting = start();
stopOnSignal(starting);
starting.catch((error: unknown) => {
  const isPlain = [ConfigError, PortTakenError, DirectoryInUseError, DatabaseNotReadyError].some(
    (one) => error instanceof one,
  );
  const words = isPlain ? (error as Error).message : ((error as Error).stack ?? String(error));
  process.stderr.write(`${words}\n`);
  process.exit(1);
});
