import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `look` answers something; the bound only ends a test that hangs. */
export async function until<T>(look: () => Promise<T | undefined>, tries = 2400, pauseMs = 50): Promise<T> {
  for (let i = 0; i < tries; i++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(pauseMs);
  }
  throw new Error(`Waited ${(tries * pauseMs) / 1000} s in vain for: ${look.toString().slice(0, 300)}`);
}
