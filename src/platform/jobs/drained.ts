import { time } from '../time/time.js';

/** How often a shutdown looks. */
const LOOK_MS = 20;

/** At a shutdown: waits until nothing is under way, and no longer than that. @param limitMs not scaled here */
export async function drained(isBusy: () => boolean, limitMs: number): Promise<void> {
  const began = time.monotonic();
  while (isBusy() && time.monotonic() - began < limitMs) await time.sleep(LOOK_MS);
}
