import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { isActorWord } from '../audit/actor-words.js';
import { AppConfig, type ClientSecrets, type FirstStore, type MagentoCredentials } from './app-config.js';
import { Env } from './env.dto.js';
import { oidcProblems, oidcSettings } from './oidc-settings.js';
import { readSecretFiles } from './secret-files.js';
import { type WebhookKeys, webhookKeyProblems, webhookKeysIn } from './webhook-keys.js';

/** Thrown at start with every problem at once. Names variables, never their values: some are secrets. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
  }
}

const REQUIRED_BY_AUTH = {
  admin: ['MAGENTO_USERNAME', 'MAGENTO_PASSWORD'],
  bearer: ['MAGENTO_ACCESS_TOKEN'],
  oauth1: [
    'MAGENTO_CONSUMER_KEY',
    'MAGENTO_CONSUMER_SECRET',
    'MAGENTO_ACCESS_TOKEN',
    'MAGENTO_ACCESS_TOKEN_SECRET',
  ],
} as const;

const URLS = [
  'MAGENTO_BASE_URL',
  'CLIENT_NOTIFICATION_URL',
  'CLIENT_RETURN_ACK_URL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
] as const;

/** Reads the environment once. An empty variable counts as not set, as compose files leave them so. */
export function loadConfig(environment: NodeJS.ProcessEnv): AppConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const fileProblems = readSecretFiles(given);
  const env = plainToInstance(Env, given, { exposeDefaultValues: true });
  const problems = validateSync(env, { whitelist: true }).map(
    (e) =>
      `${e.property}: ${Object.values(e.constraints ?? {})
        .map((m) => m.replace(`${e.property} `, ''))
        .join('; ')}`,
  );
  problems.push(...fileProblems, ...webhookKeyProblems(given), ...crossChecks(env));
  if (problems.length > 0) throw new ConfigError(problems);
  return toAppConfig(env, webhookKeysIn(given));
}

function crossChecks(env: Env): string[] {
  const problems: string[] = [];
  for (const name of ['SECRETS_KEY', 'SECRETS_KEY_PREVIOUS'] as const) {
    const value = env[name];
    if (value && Buffer.from(value, 'base64').length !== 32) {
      problems.push(`${name}: must be 32 bytes in base64`);
    }
  }
  if (env.DATABASE_OWNER_URL && !env.DATABASE_URL) {
    problems.push('DATABASE_URL: is required when DATABASE_OWNER_URL is set');
  }
  for (const name of URLS) {
    if (env[name] && !URL.canParse(env[name])) problems.push(`${name}: must be an address`);
  }
  if (env.DATABASE_URL && !env.SECRETS_KEY) {
    problems.push('SECRETS_KEY: is required when DATABASE_URL is set');
  }
  if (env.OPERATIONS_PORT === env.PORT) problems.push('OPERATIONS_PORT: must not be PORT');
  if (Boolean(env.ADMIN_CLIENT_ID) !== Boolean(env.ADMIN_CLIENT_SECRET)) {
    problems.push('ADMIN_CLIENT_ID, ADMIN_CLIENT_SECRET: set both or neither');
  }
  if (isActorWord(env.ADMIN_CLIENT_ID ?? '')) {
    problems.push('ADMIN_CLIENT_ID: the audit log calls somebody so who is no client');
  }
  if (env.MAGENTO_BASE_URL) {
    const missing = (REQUIRED_BY_AUTH[env.MAGENTO_AUTH] ?? []).filter((name) => !env[name]);
    problems.push(...missing.map((name) => `${name}: is required with MAGENTO_AUTH=${env.MAGENTO_AUTH}`));
  }
  if (Boolean(env.SMTP_URL) !== Boolean(env.ALERT_FROM)) {
    problems.push('SMTP_URL, ALERT_FROM: set both or neither');
  }
  if (env.SMTP_URL && !URL.canParse(env.SMTP_URL)) problems.push('SMTP_URL: must be an address');
  problems.push(...oidcProblems(env));
  return problems;
}

function toAppConfig(env: Env, webhookKeys: WebhookKeys): AppConfig {
  return new AppConfig({
    host: env.HOST,
    port: env.PORT,
    operationsPort: env.OPERATIONS_PORT,
    role: env.ROLE,
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    dataDir: env.DATA_DIR,
    secretsKey: env.SECRETS_KEY,
    secretsKeyPrevious: env.SECRETS_KEY_PREVIOUS,
    adminClientId: env.ADMIN_CLIENT_ID,
    adminClientSecret: env.ADMIN_CLIENT_SECRET,
    firstStore: firstStore(env),
    clientSecrets: { ...clientSecrets(env), ...webhookKeys },
    oidc: oidcSettings(env),
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
    mail: env.SMTP_URL ? { url: env.SMTP_URL, from: env.ALERT_FROM! } : undefined,
    allowPrivateTargets: env.ALLOW_PRIVATE_TARGETS,
    privateTargets: env.PRIVATE_TARGETS,
    trustedProxies: env.TRUSTED_PROXIES,
    pollIntervalSeconds: env.POLL_INTERVAL_SECONDS,
    magentoTimeoutMs: env.MAGENTO_TIMEOUT_MS,
    magentoGraceSeconds: Math.max(env.MAGENTO_GRACE_SECONDS, (2 * env.MAGENTO_TIMEOUT_MS) / 1000),
    magentoReadLagSeconds: env.MAGENTO_READ_LAG_SECONDS,
    magentoConcurrency: env.MAGENTO_CONCURRENCY,
    timeScale: env.TIME_SCALE,
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    logLevel: env.LOG_LEVEL,
  });
}

function firstStore(env: Env): FirstStore | undefined {
  if (!env.MAGENTO_BASE_URL) return undefined;
  return {
    code: env.STORE_CODE,
    baseUrl: env.MAGENTO_BASE_URL.replace(/\/+$/, ''),
    storeView: env.MAGENTO_STORE_VIEW,
    credentials: credentials(env),
  };
}

function credentials(env: Env): MagentoCredentials {
  switch (env.MAGENTO_AUTH) {
    case 'admin':
      return { scheme: 'admin', username: env.MAGENTO_USERNAME!, password: env.MAGENTO_PASSWORD! };
    case 'bearer':
      return { scheme: 'bearer', accessToken: env.MAGENTO_ACCESS_TOKEN! };
    case 'oauth1':
      return {
        scheme: 'oauth1',
        consumerKey: env.MAGENTO_CONSUMER_KEY!,
        consumerSecret: env.MAGENTO_CONSUMER_SECRET!,
        accessToken: env.MAGENTO_ACCESS_TOKEN!,
        accessTokenSecret: env.MAGENTO_ACCESS_TOKEN_SECRET!,
      };
  }
}

function clientSecrets(env: Env): ClientSecrets {
  return {
    notificationUrl: env.CLIENT_NOTIFICATION_URL,
    returnAckUrl: env.CLIENT_RETURN_ACK_URL,
    headers: env.CLIENT_HEADERS ? (JSON.parse(env.CLIENT_HEADERS) as Record<string, string>) : undefined,
  };
}
