import { HttpService } from '@nestjs/axios';
import { create } from 'axios';
import { OutgoingHttp } from '../../src/platform/outgoing/outgoing-http.js';
import { MagentoClients } from '../../src/magento/magento-clients.js';
import type { MagentoClient } from '../../src/magento/magento.client.js';
import type { MagentoCredentials } from '../../src/platform/config/app-config.js';
import { type ModeNow, StoreMode } from '../../src/platform/outgoing/store-mode.js';
import { ADMIN, type Sandbox } from '../sandbox/sandbox.js';

/** The real client, on a sandbox. */
export function clientFor(
  sandbox: Sandbox,
  options: {
    credentials?: MagentoCredentials;
    timeoutMs?: number;
    concurrency?: number;
    readMode?: () => Promise<ModeNow>;
    baseUrl?: string;
    allowPrivateTargets?: boolean;
    privateTargets?: string[];
  } = {},
): MagentoClient {
  return new MagentoClients(new OutgoingHttp(new HttpService(create()))).for({
    storeCode: 'default',
    baseUrl: options.baseUrl ?? sandbox.url,
    storeView: 'default',
    credentials: options.credentials ?? {
      scheme: 'admin',
      username: ADMIN.username,
      password: ADMIN.password,
    },
    timeoutMs: options.timeoutMs ?? 2000,
    concurrency: options.concurrency ?? 4,
    readMode: options.readMode ?? (() => Promise.resolve(StoreMode.Live)),
    allowPrivateTargets: options.allowPrivateTargets ?? true,
    privateTargets: options.privateTargets ?? [],
  });
}
