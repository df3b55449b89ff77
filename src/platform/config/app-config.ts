import type { MailSettings } from '../outgoing/mailer.js';
import type { OidcSettings } from './oidc-settings.js';

export type Role = 'api' | 'worker' | 'all';

/** How to sign in to one Magento store. Stored encrypted; never logged, never returned. */
export type MagentoCredentials =
  | { scheme: 'admin'; username: string; password: string }
  | { scheme: 'bearer'; accessToken: string }
  | {
      scheme: 'oauth1';
      consumerKey: string;
      consumerSecret: string;
      accessToken: string;
      accessTokenSecret: string;
    };

/** The store that is made at first start; later starts change nothing. */
export interface FirstStore {
  readonly code: string;
  readonly baseUrl: string;
  readonly storeView: string;
  readonly credentials: MagentoCredentials;
}

export type WebhookKeyName = `${string}Webhook${'Key' | 'Token'}`;

/** Where pushes go and what aggregators must present, kept encrypted with the first store. */
export interface ClientSecrets {
  readonly notificationUrl?: string;
  readonly returnAckUrl?: string;
  readonly headers?: Record<string, string>;
  /** Of couriers that are connected by setting, by name. */
  readonly courierSecrets?: Record<string, string>;
  /** By the aggregator's `keyName`. */
  readonly [webhookKey: WebhookKeyName]: string | undefined;
}

/** Everything that was set from outside, typed. Injected by class; nobody else reads `process.env`. */
export class AppConfig {
  readonly host: string;
  readonly port: number;
  /** For metrics and documentation alone; without it they are on the other port. */
  readonly operationsPort?: number;
  readonly role: Role;
  /** The role of the service. */
  readonly databaseUrl?: string;
  /** The role that owns the tables: for migrations, and for removing audit entries. */
  readonly databaseOwnerUrl?: string;
  readonly dataDir: string;
  readonly secretsKey?: string;
  readonly secretsKeyPrevious?: string;
  readonly adminClientId?: string;
  readonly adminClientSecret?: string;
  readonly firstStore?: FirstStore;
  readonly clientSecrets: ClientSecrets;
  /** Where people sign in for the console; without it, API clients do. */
  readonly oidc?: OidcSettings;
  /** Address of this service as browsers see it, without a slash at the end. */
  readonly publicUrl?: string;
  /** How e-mail leaves; without it, none does. */
  readonly mail?: MailSettings;
  readonly allowPrivateTargets: boolean;
  /** Private addresses that stores and endpoints may lie on, by IP or CIDR. */
  readonly privateTargets: string[];
  /** Proxies in front of us, by IP or CIDR, whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: string[];
  readonly pollIntervalSeconds: number;
  readonly magentoTimeoutMs: number;
  readonly magentoConcurrency: number;
  /**
   * How long a call may go on in Magento after its answer was lost: at least twice the time-out, and by default well above
   * the 50 s that InnoDB lets a statement wait for a row lock.
   */
  readonly magentoGraceSeconds: number;
  /** How far behind its writes Magento's reads may be, where a replica or a cache stands in between. */
  readonly magentoReadLagSeconds: number;
  /** 1 in production; smaller, all waits and leases of the service are shorter: see Time. */
  readonly timeScale: number;
  readonly rateLimitPerMinute: number;
  /** Base address of an OpenTelemetry collector; without it nothing is traced. */
  readonly otlpEndpoint?: string;
  readonly logLevel: string;

  constructor(values: AppConfig) {
    Object.assign(this, values);
  }
}
