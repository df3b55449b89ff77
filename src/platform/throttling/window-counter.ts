import type { ThrottlerStorage } from '@nestjs/throttler';
import { time } from '../../platform/time/time.js';

interface Window {
  endsAt: number;
  hits: number;
}

/**
 * Hits per key in fixed windows. The library's own storage keeps the time of every hit and walks all of them at each
 * request, which at a thousand requests a second is a tenth of the process.
 */
export class WindowCounter implements ThrottlerStorage {
  private readonly windows = new Map<string, Window>();
  private sweepAt = 0;

  increment(key: string, ttl: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    const now = time.now();
    if (now >= this.sweepAt) this.sweep(now, ttl);
    let window = this.windows.get(key);
    if (!window || window.endsAt <= now) {
      window = { endsAt: now + ttl, hits: 0 };
      this.windows.set(key, window);
    }
    window.hits++;
    const isBlocked = window.hits > limit;
    const seconds = Math.ceil((window.endsAt - now) / 1000);
    return Promise.resolve({
      totalHits: window.hits,
      timeToExpire: seconds,
      isBlocked,
      timeToBlockExpire: isBlocked ? seconds : 0,
    });
  }

  private sweep(now: number, ttl: number): void {
    for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
    this.sweepAt = now + ttl;
  }
}
