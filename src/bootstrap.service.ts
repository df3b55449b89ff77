import { randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { ClientsService } from './auth/clients.service.js';
import { ClientExistsError } from './auth/auth.errors.js';
import { Scope } from './platform/access/scope.js';
import { EndpointsService } from './deliveries/endpoints.service.js';
import { AGGREGATORS } from './notifications/aggregators/registry.js';
import { NOTIFICATION } from './notifications/notification.endpoint.js';
import { RETURN_ACK } from './returns/return-ack.endpoint.js';
import { actorCalled, isActorWord } from './platform/audit/actor-words.js';
import { AppConfig, type ClientSecrets } from './platform/config/app-config.js';
import { StoreMode } from './platform/outgoing/store-mode.js';
import { tellOnce } from './platform/crypto/tell-once.js';
import { StoreExistsError, StoreMovedError, StoreMovingError } from './stores/stores.errors.js';
import { StoresService } from './stores/stores.service.js';

const ACTOR = actorCalled('environment');
const FIRST_CLIENT = 'admin';
/** Also where it was moved to another database. */
const KNOWN_BEFORE = [StoreExistsError, StoreMovingError, StoreMovedError];
/** InnoDB lets a statement wait 50 s for a row lock, and a write may do so after its answer was lost. */
const SAFE_GRACE_SECONDS = 60;

/** Makes the first store and the first API client from the environment. Later starts change nothing. */
@Injectable()
export class BootstrapService {
  private readonly logger = new Logger(BootstrapService.name);

  constructor(
    private readonly config: AppConfig,
    private readonly stores: StoresService,
    private readonly clients: ClientsService,
    private readonly endpoints: EndpointsService,
  ) {}

  async run(): Promise<void> {
    this.warnOfShortGrace();
    await this.firstStore();
    await this.firstClient();
    await this.warnOfNames();
    await this.warnOfShadow();
  }

  private warnOfShortGrace(): void {
    const { magentoGraceSeconds: seconds } = this.config;
    if (seconds >= SAFE_GRACE_SECONDS) return;
    this.logger.warn(
      { seconds },
      'MAGENTO_GRACE_SECONDS is below the lock wait of a shop: a write whose answer was lost may be made twice',
    );
  }

  /** Such a client was made by an earlier release, which let it. */
  private async warnOfNames(): Promise<void> {
    const clients = (await this.clients.list()).map(({ id }) => id).filter(isActorWord);
    if (clients.length === 0) return;
    this.logger.warn(
      { clients },
      'client ids collide with actors of the audit log: replace these clients, and delete them',
    );
  }

  private async warnOfShadow(): Promise<void> {
    for (const { code, settings } of await this.stores.all()) {
      if (settings.mode !== StoreMode.Shadow) continue;
      this.logger.warn(
        { store: code, mode: settings.mode },
        'this store sends neither writes nor deliveries',
      );
    }
  }

  private async firstStore(): Promise<void> {
    const { firstStore, clientSecrets } = this.config;
    if (!firstStore) return;
    try {
      await this.stores.make({ ...firstStore }, ACTOR, ofKnownAggregators(clientSecrets));
      this.logger.log({ store: firstStore.code }, 'first store made');
      await this.firstEndpoints(firstStore.code);
    } catch (error) {
      if (!KNOWN_BEFORE.some((one) => error instanceof one)) throw error;
    }
  }

  private async firstEndpoints(storeCode: string): Promise<void> {
    const { notificationUrl, returnAckUrl, headers } = this.config.clientSecrets;
    const store = await this.stores.byCode(storeCode);
    const urls = [
      [NOTIFICATION.kind, notificationUrl],
      [RETURN_ACK.kind, returnAckUrl],
    ] as const;
    for (const [kind, url] of urls) {
      if (url === undefined) continue;
      const made = await this.endpoints.put(store, kind, { url, headers: headers ?? {} }, ACTOR);
      if (made.signingSecret !== undefined) {
        await this.tell(`Signing secret of ${kind}, shown this once:\n  ${made.signingSecret}`);
      }
    }
  }

  /** With an embedded database a client is made even when none is configured: its secret is printed this once. */
  private async firstClient(): Promise<void> {
    const { adminClientId, adminClientSecret, databaseUrl } = this.config;
    if (
      adminClientId === undefined &&
      (databaseUrl !== undefined || (await this.clients.list()).length > 0)
    ) {
      return;
    }
    const clientId = adminClientId ?? FIRST_CLIENT;
    const secret = adminClientSecret ?? randomBytes(24).toString('base64url');
    try {
      await this.clients.create({ clientId, scopes: [Scope.Admin] }, ACTOR, secret);
      this.logger.log({ client: clientId }, 'first API client made');
      if (adminClientSecret === undefined) {
        await this.tell(
          `First API client, shown this once:\n  clientId ${clientId}\n  clientSecret ${secret}`,
        );
      }
    } catch (error) {
      if (!(error instanceof ClientExistsError)) throw error;
    }
  }

  /** What cannot be written is lost, and can be made again: that is no reason not to start. */
  private async tell(text: string): Promise<void> {
    try {
      const file = await tellOnce(text, this.config.dataDir);
      if (file !== undefined) this.logger.log({ file }, 'a secret to copy is in this file; remove it then');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.logger.error({ code }, 'a secret could not be written below DATA_DIR: rotate it to get another');
    }
  }
}

/** Another program's variable may look like the key of an aggregator. */
function ofKnownAggregators({
  notificationUrl,
  returnAckUrl,
  headers,
  ...keys
}: ClientSecrets): ClientSecrets {
  const known = AGGREGATORS.map(({ keyName }) => [keyName, keys[keyName]] as const);
  return { notificationUrl, returnAckUrl, headers, ...Object.fromEntries(known) };
}
