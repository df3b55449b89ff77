import type { Actor } from './audit-log.js';

/** What the audit log calls those who are neither a client nor a person. The database keeps clients from being called so. */
export const ACTOR_WORDS = [
  'cli',
  'environment',
  'migration',
  'retention',
  'schedule',
  'unknown',
  'others',
] as const;

export type ActorWord = (typeof ACTOR_WORDS)[number];

export function actorCalled(word: ActorWord): Actor {
  return { clientId: word };
}

/** In any case: `CLI` would be read as `cli`. */
export function isActorWord(name: string): boolean {
  return (ACTOR_WORDS as readonly string[]).includes(name.toLowerCase());
}

/** Somebody at the command line; who may use it is the machine's to say. */
export const CLI = actorCalled('cli');
/** A name in a failed sign-in that is no client's: it may be a secret in the wrong field. */
export const UNKNOWN: ActorWord = 'unknown';
/** Strangers of an hour beyond those that have rows of their own. */
export const OTHERS: ActorWord = 'others';
