import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { BootstrapService } from '../../src/bootstrap.service.js';
import { configureApp, createAdapter } from '../../src/configure-app.js';
import { loadConfig } from '../../src/platform/config/load-config.js';

/** The service in this process; nobody reaches it but through `inject`. */
export async function startService(environment: Record<string, string>): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(loadConfig(environment), environment['DATABASE_URL']!),
    createAdapter(),
    { bufferLogs: true, abortOnError: false },
  );
  await configureApp(app);
  await app.get(BootstrapService).run();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
