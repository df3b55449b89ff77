import { readFileSync } from 'node:fs';
import { isWebhookKey } from './webhook-keys.js';

/** Variables that hold a secret. Each may come from a file named by the same variable with `_FILE` behind it. */
const SECRETS = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'SECRETS_KEY',
  'SECRETS_KEY_PREVIOUS',
  'ADMIN_CLIENT_SECRET',
  'OIDC_CLIENT_SECRET',
  'SMTP_URL',
  'MAGENTO_PASSWORD',
  'MAGENTO_ACCESS_TOKEN',
  'MAGENTO_ACCESS_TOKEN_SECRET',
  'MAGENTO_CONSUMER_KEY',
  'MAGENTO_CONSUMER_SECRET',
  'CLIENT_HEADERS',
];

/** Fills in what files hold. @returns the problems, which name variables and never contents */
export function readSecretFiles(environment: Record<string, string | undefined>): string[] {
  const webhookKeys = Object.keys(environment)
    .map((name) => name.replace(/_FILE$/, ''))
    .filter(isWebhookKey);
  return [...SECRETS, ...new Set(webhookKeys)].flatMap((name) => {
    const path = environment[`${name}_FILE`];
    if (path === undefined) return [];
    if (environment[name] !== undefined) return [`${name}, ${name}_FILE: set one of them`];
    try {
      const secret = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
      if (secret === '') return [`${name}_FILE: the file is empty`];
      environment[name] = secret;
      return [];
    } catch (error) {
      return [`${name}_FILE: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`];
    }
  });
}
