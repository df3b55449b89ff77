import type { HttpService } from '@nestjs/axios';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { BootstrapService } from '../../src/bootstrap.service.js';
import { configureApp, createAdapter } from '../../src/configure-app.js';
import { MagentoClients } from '../../src/magento/magento-clients.js';
import { OutgoingHttp } from '../../src/platform/outgoing/outgoing-http.js';
import { loadConfig } from '../../src/platform/config/load-config.js';

/**
 * The service in this process; nobody reaches it but through `inject`.
 * @param magento its own way to Magento
 */
export async function startService(
  environment: Record<string, string>,
  magento: HttpService,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(loadConfig(environment), environment['DATABASE_URL']!),
    createAdapter(),
    { bufferLogs: true, abortOnError: false },
  );
  // Nest gives all applications of a process the one axios that there is.
  Object.assign(app.get(MagentoClients), { http: new OutgoingHttp(magento) });
  await configureApp(app);
  await app.get(BootstrapService).run();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
