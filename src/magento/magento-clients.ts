import { createHash } from 'node:crypto';
import { HttpService } from '@nestjs/axios';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { MagentoConnection } from './magento-connection.js';
import { POLL_SLOTS } from './magento-policies.js';
import { MagentoSession } from './magento-session.js';
import { MagentoTransport } from './magento-transport.js';
import { MagentoClient } from './magento.client.js';

interface Entry {
  fingerprint: string;
  client: MagentoClient;
  transport: MagentoTransport;
}

/** One client per store, so that token, breaker and concurrency limit are shared by all its calls. */
@Injectable()
export class MagentoClients implements OnApplicationShutdown {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly http: HttpService) {}

  /** A store whose connection was changed gets a new client, and with it a new sign-in. */
  for(connection: MagentoConnection): MagentoClient {
    const fingerprint = createHash('sha256').update(JSON.stringify(connection)).digest('hex');
    const known = this.entries.get(connection.storeCode);
    if (known?.fingerprint === fingerprint) return known.client;
    const entry = this.create(connection, fingerprint);
    this.entries.set(connection.storeCode, entry);
    return entry.client;
  }

  onApplicationShutdown(): void {
    for (const { transport } of this.entries.values()) transport.close();
  }

  private create(connection: MagentoConnection, fingerprint: string): Entry {
    const transport = new MagentoTransport(this.http, {
      allowPrivateTargets: connection.allowPrivateTargets,
      connections: connection.concurrency + POLL_SLOTS + 1,
    });
    return { fingerprint, transport, client: new MagentoClient(new MagentoSession(connection, transport)) };
  }
}
