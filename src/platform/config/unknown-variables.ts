import { Env } from './env.dto.js';

/** Names that begin so are meant for this service. */
const OURS =
  /^(MAGENTO|OIDC|CLIENT|SECRETS|ADMIN_CLIENT|POLL|OPERATIONS|TRUSTED|PRIVATE|ALLOW_PRIVATE|CONSOLE|SMTP|ALERT|RATE_LIMIT|TIME_SCALE)_/;
/** Kubernetes puts the addresses of services into the environment. */
const OF_KUBERNETES = /_(SERVICE_HOST|SERVICE_PORT\w*|PORT(_\d+_\w+)?)$/;
const MOST_EDITS = 3;

/**
 * Variables that look like ours and that nobody reads: most likely misspelt.
 * @returns one sentence each
 */
export function unknownVariables(environment: NodeJS.ProcessEnv): string[] {
  const names = Object.keys(new Env());
  return Object.keys(environment)
    .filter((name) => OURS.test(name) && !OF_KUBERNETES.test(name))
    .filter((name) => !names.includes(name.replace(/_FILE$/, '')))
    .map((name) => {
      const meant = names
        .map((one) => ({ one, edits: editsBetween(name, one) }))
        .filter(({ edits }) => edits <= MOST_EDITS)
        .toSorted((a, b) => a.edits - b.edits)[0];
      return `${name} is no variable of this service${meant ? `; did you mean ${meant.one}?` : ''}`;
    });
}

/** Letters to add, remove or replace (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
