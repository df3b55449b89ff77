import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { OutgoingHttp } from '../platform/outgoing/outgoing-http.js';
import type { MagentoConnection } from './magento-connection.js';
import { POLL_SLOTS } from './magento-policies.js';
import { MagentoSession } from './magento-session.js';
import type { MagentoAnswer } from './error-mapping.js';
import { MagentoTransport, type WireRequest } from './magento-transport.js';
import { MagentoClient } from './magento.client.js';

interface Entry {
  fingerprint: string;
  client: MagentoClient;
  transport: RetiringTransport;
}

/**
 * Once it is replaced, its connections are closed as soon as the calls under way have ended. Who still holds its client,
 * such as a run that goes on for minutes, may go on calling: the connections close again after each last call.
 */
class RetiringTransport extends MagentoTransport {
  private under = 0;
  private retired = false;

  override async send(request: WireRequest, check?: () => void): Promise<MagentoAnswer> {
    this.under++;
    try {
      return await super.send(request, check);
    } finally {
      this.under--;
      this.closeIfIdle();
    }
  }

  retire(): void {
    this.retired = true;
    this.closeIfIdle();
  }

  private closeIfIdle(): void {
    if (this.retired && this.under === 0) this.close();
  }
}

/** One client per store, so that token, breaker and concurrency limit are shared by all its calls. */
@Injectable()
export class MagentoClients implements OnApplicationShutdown {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly http: OutgoingHttp) {}

  /** A store whose connection was changed gets a new client, and with it a new sign-in. */
  for(connection: MagentoConnection): MagentoClient {
    const fingerprint = createHash('sha256').update(JSON.stringify(connection)).digest('hex');
    const known = this.entries.get(connection.storeCode);
    if (known?.fingerprint === fingerprint) return known.client;
    const entry = this.create(connection, fingerprint);
    this.entries.set(connection.storeCode, entry);
    known?.transport.retire();
    return entry.client;
  }

  /** The store is gone. */
  forget(storeCode: string): void {
    this.entries.get(storeCode)?.transport.retire();
    this.entries.delete(storeCode);
  }

  onApplicationShutdown(): void {
    for (const { transport } of this.entries.values()) transport.close();
  }

  private create(connection: MagentoConnection, fingerprint: string): Entry {
    const transport = new RetiringTransport(this.http, {
      targets: connection,
      secrets: secretsOf(connection),
      connections: connection.concurrency + POLL_SLOTS + 1,
    });
    return { fingerprint, transport, client: new MagentoClient(new MagentoSession(connection, transport)) };
  }
}

function secretsOf({ credentials }: MagentoConnection): string[] {
  return Object.entries(credentials)
    .filter(([name]) => name !== 'scheme' && name !== 'username')
    .map(([, value]) => value);
}
