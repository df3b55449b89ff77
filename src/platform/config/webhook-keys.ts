import type { WebhookKeyName } from './app-config.js';

/** By name. */
export type WebhookKeys = Partial<Record<WebhookKeyName, string>>;

const SHORTEST = 8;

/** Whether a variable holds the webhook key of an aggregator, as CLICKPOST_WEBHOOK_KEY does. */
export function isWebhookKey(variable: string): boolean {
  return /^[A-Z][A-Z0-9]*_WEBHOOK_(KEY|TOKEN)$/.test(variable);
}

/** The name under which a store keeps it: CLICKPOST_WEBHOOK_KEY is `clickpostWebhookKey`. */
function keyNameOf(variable: string): WebhookKeyName {
  return variable
    .toLowerCase()
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as WebhookKeyName;
}

export function webhookKeysIn(environment: NodeJS.ProcessEnv): WebhookKeys {
  return Object.fromEntries(
    Object.entries(environment)
      .filter(([name]) => isWebhookKey(name))
      .map(([name, key]) => [keyNameOf(name), key]),
  );
}

export function webhookKeyProblems(environment: NodeJS.ProcessEnv): string[] {
  return Object.entries(environment)
    .filter(([name, key]) => isWebhookKey(name) && key!.length < SHORTEST)
    .map(([name]) => `${name}: must be longer than or equal to ${SHORTEST} characters`);
}
