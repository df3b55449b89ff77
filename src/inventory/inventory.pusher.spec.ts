import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AppConfig } from '../platform/config/app-config.js';
import type { JobsService } from '../platform/jobs/jobs.service.js';
import type { StoreContext, StoresService } from '../stores/stores.service.js';
import { InventoryPusher } from './inventory.pusher.js';
import type { InventoryLevelsRepository } from './inventory-levels.repository.js';

describe(InventoryPusher.name, () => {
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(true));

  // A rejection that nobody owns fails the test by itself: Jest listens for it as the process would.
  it('outlives a store that cannot be read, and pushes others', async () => {
    const pushed: number[] = [];
    const stores = {
      byId: (id: number): Promise<StoreContext> => {
        if (id === 1) return Promise.reject(new Error('the database is away'));
        pushed.push(id);
        return Promise.resolve({ id, paused: true } as StoreContext);
      },
    } as unknown as StoresService;
    const levels = { storesWithWork: () => Promise.resolve([1, 2]) } as unknown as InventoryLevelsRepository;
    const jobs = { worksHere: true } as JobsService;
    const pusher = new InventoryPusher({} as AppConfig, jobs, stores, levels);
    await pusher.tick();
    pusher.kick(1);
    await new Promise((done) => setImmediate(done));
    await pusher.beforeApplicationShutdown();
    expect(pushed).toEqual([2]);
  });
});
