import { time } from '../time/time.js';
import { isLockTimeout } from './pg-errors.js';

const PAUSE_MS = 200;

/** Does it again where somebody else holds a row or table that it needs. @returns undefined where that was so each time */
export async function unlessLocked<T>(tries: number, work: () => Promise<T>): Promise<T | undefined> {
  for (let left = tries; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      if (left <= 1) return undefined;
      await time.sleep(PAUSE_MS);
    }
  }
}
