import { setTimeout as sleep } from 'node:timers/promises';

let aloud: { say: (seconds: number) => void; everyMs: number } | undefined;

/**
 * For a person who watches: from now on `until` waits as long as it takes, and says so again and again.
 * @returns ends that
 */
export function waitAloud(say: (seconds: number) => void, everyMs = 10_000): () => void {
  aloud = { say, everyMs };
  return () => (aloud = undefined);
}

/** Waits until `look` answers something; the bound only ends a test that hangs. */
export async function until<T>(look: () => Promise<T | undefined>, tries = 2400, pauseMs = 50): Promise<T> {
  let said = Date.now();
  const began = said;
  for (let i = 0; aloud !== undefined || i < tries; i++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(pauseMs);
    if (aloud === undefined || Date.now() - said < aloud.everyMs) continue;
    said = Date.now();
    aloud.say(Math.round((said - began) / 1000));
  }
  throw new Error(`Waited ${(tries * pauseMs) / 1000} s in vain for: ${look.toString().slice(0, 300)}`);
}
