import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource, type EntityManager } from 'typeorm';
import { LeaseLostError } from '../../src/platform/jobs/heartbeat.js';
import type { Beside } from '../../src/platform/jobs/lease.js';
import { BackfillsRepository } from '../../src/sync/backfills.repository.js';
import { type Claim, SyncCursorsRepository } from '../../src/sync/sync-cursors.repository.js';
import { SyncRunsRepository } from '../../src/sync/sync-runs.repository.js';
import { ParkedOrders } from '../../src/sync/parked-orders.js';
import { StoresService } from '../../src/stores/stores.service.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const STREAM = 'orders.changed';

/** Who holds a stream or a backfill, and who does not. No worker runs here: what a worker would do, the test does. */
describe('the lease', () => {
  let sandbox: Sandbox;
  let bridge: TestApp;
  let cursors: SyncCursorsRepository;
  let backfills: BackfillsRepository;
  let runs: SyncRunsRepository;
  let manager: EntityManager;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    bridge = await startTestApp(sandbox, { ROLE: 'api', TIME_SCALE: '1' });
    cursors = bridge.app.get(SyncCursorsRepository);
    backfills = bridge.app.get(BackfillsRepository);
    runs = bridge.app.get(SyncRunsRepository);
    ({ manager } = bridge.app.get(DataSource));
  });

  afterAll(async () => {
    await bridge.close();
    await sandbox.close();
  });

  beforeEach(async () => {
    await bridge.db
      .rows(`UPDATE sync_cursor SET lease_token = NULL, lease_until = NULL, resume = NULL, position = NULL,
      failures = 0, next_run_at = now() + interval '1 day'`);
    await bridge.db.rows('DELETE FROM backfill');
  });

  const due = (limit = 10): Promise<Claim[]> => cursors.claimDue(manager, limit);
  const now = (): Promise<Claim | undefined> => cursors.claimNow(manager, 1, STREAM);
  const makeDue = (): Promise<unknown> =>
    bridge.db.rows(`UPDATE sync_cursor SET next_run_at = now() WHERE stream = '${STREAM}'`);
  const end = (): Promise<unknown> =>
    bridge.db.rows(`UPDATE sync_cursor SET lease_until = now() - interval '1 second'`);
  const row = async (): Promise<any> =>
    (await bridge.db.rows(`SELECT * FROM sync_cursor WHERE stream = '${STREAM}'`))[0];
  const resume = { id: 7 };
  const pageOf = (runId: string): Beside =>
    runs.page(runId, {}, 2, { inserted: 0, updated: 0, unchanged: 2, skipped: { IGNORED: 2 } });
  const ran = async (runId: string): Promise<any> =>
    (await bridge.db.rows('SELECT state, pages, skipped FROM sync_run WHERE id = $1', [runId]))[0];

  describe('of a stream', () => {
    it('that a process left behind with its run leaves no run that goes on for ever', async () => {
      const open = () =>
        manager.transaction(async (inside) => {
          const claim = (await cursors.claimNow(inside, 1, STREAM))!;
          return runs.open(inside, 'MANUAL', claim);
        });
      const first = await open();
      await end();
      const second = await open();
      const rows = await bridge.db.rows(
        'SELECT id, state, finished_at IS NULL AS open FROM sync_run WHERE id = ANY($1) ORDER BY id',
        [[first, second]],
      );
      expect(rows).toEqual([
        { id: first, state: 'ABANDONED', open: false },
        { id: second, state: 'RUNNING', open: true },
      ]);
    });

    it('is one process’s, until it ends', async () => {
      await makeDue();
      const first = await due();
      expect(first.map(({ stream }) => stream)).toEqual([STREAM]);
      expect([await due(), await now()]).toEqual([[], undefined]);
      await end();
      const second = await now();
      expect(second!.token).not.toBe(first[0]!.token);
      expect(await due()).toEqual([]);
    });

    it('is taken by one of two that come at the same time, and the other one does not wait', async () => {
      await makeDue();
      const both = await manager.transaction(async (first) => [
        await cursors.claimDue(first, 10),
        await manager.transaction(async (second) => {
          await second.query(`SET LOCAL lock_timeout = '2 s'`);
          return cursors.claimDue(second, 10);
        }),
      ]);
      expect(both.map(({ length }) => length)).toEqual([1, 0]);
    });

    it('is taken for no store that is paused', async () => {
      await makeDue();
      await bridge.db.rows('UPDATE store SET paused = true');
      expect(await due()).toEqual([]);
      await bridge.db.rows('UPDATE store SET paused = false');
      expect(await due()).toHaveLength(1);
    });

    it('is renewed and written under by who holds it, and by nobody else', async () => {
      const first = (await now())!;
      await end();
      const second = (await now())!;
      const before = await row();
      const runId = await runs.open(manager, 'MANUAL', second);
      const page = pageOf(runId);
      const done = runs.end(runId, { state: 'DONE' });
      expect(await cursors.held(1, STREAM, first.token)).toBeUndefined();
      for (const write of [
        () => cursors.checkpoint(manager, first, resume, page),
        () => cursors.finish(manager, first, new Date(), 1, done),
        () => cursors.fail(manager, first, 1, done),
      ]) {
        await expect(write()).rejects.toBeInstanceOf(LeaseLostError);
      }
      await cursors.release(first);
      expect(await row()).toEqual(before);
      expect(await ran(runId)).toEqual({ state: 'RUNNING', pages: 0, skipped: {} });
      await cursors.checkpoint(manager, second, resume, page);
      expect(await ran(runId)).toEqual({ state: 'RUNNING', pages: 1, skipped: { IGNORED: 2 } });
      await end();
      expect(await cursors.held(1, STREAM, second.token)).toMatchObject({ resume });
      expect((await row()).lease_until > new Date()).toBe(true);
      await cursors.finish(manager, second, null, 600, done);
      expect(await ran(runId)).toMatchObject({ state: 'DONE', pages: 1 });
    });

    it('of a new store begins at once; those that would only find the same orders wait', async () => {
      await bridge.db.rows('DELETE FROM sync_cursor');
      await cursors.ensure();
      const rows = await bridge.db.rows(
        `SELECT stream, round(extract(epoch FROM next_run_at - now()) / 60)::int AS minutes FROM sync_cursor`,
      );
      expect(Object.fromEntries(rows.map((one: any) => [one.stream, one.minutes]))).toEqual({
        'orders.new': 0,
        'orders.changed': 0,
        'orders.cancelled': 0,
        'orders.pending': 5,
        'orders.sweep': 60,
      });
    });

    it('that failed waits, keeps its place, and counts', async () => {
      const first = (await now())!;
      const runId = await runs.open(manager, 'MANUAL', first);
      const ended = (state: 'DONE' | 'FAILED') => runs.end(runId, { state });
      await cursors.checkpoint(manager, first, resume, pageOf(runId));
      await cursors.fail(manager, first, 600, ended('FAILED'));
      expect(await row()).toMatchObject({ failures: 1, resume, position: null, lease_token: null });
      expect(await due()).toEqual([]);
      const again = (await now())!;
      const position = new Date('2026-01-01T00:00:00Z');
      await cursors.finish(manager, again, position, 600, ended('DONE'));
      expect(await row()).toMatchObject({ failures: 0, resume: null, position, lease_token: null });
      expect(await due()).toEqual([]);
    });
  });

  describe('of a backfill', () => {
    const create = () => backfills.create(manager, 1, new Date('2026-01-01'), new Date('2026-02-01'), 0, 'x');
    const dueBackfills = () => backfills.claimDue(manager, 10);
    const endAll = () => bridge.db.rows(`UPDATE backfill SET lease_until = now() - interval '1 second'`);

    it('is one process’s, until it ends; then another one goes on at its place', async () => {
      const { id } = await create();
      const [first] = await dueBackfills();
      await backfills.checkpoint(manager, first!, resume, pageOf(first!.runId));
      expect(await dueBackfills()).toEqual([]);
      await endAll();
      const [second] = await dueBackfills();
      expect(second).toMatchObject({ id, resume });
      expect(await backfills.held(id, first!.token)).toBeUndefined();
      const late = backfills.checkpoint(manager, first!, null, pageOf(second!.runId));
      await expect(late).rejects.toBeInstanceOf(LeaseLostError);
      expect(await ran(first!.runId)).toMatchObject({ state: 'ABANDONED', pages: 1 });
      expect(await ran(second!.runId)).toMatchObject({ state: 'RUNNING', pages: 0 });
      await backfills.release(first!, 0, true);
      expect(await backfills.byId(id)).toMatchObject({ state: 'RUNNING', failures: 0, token: second!.token });
      await backfills.checkpoint(manager, second!, null, pageOf(second!.runId));
      expect(await backfills.byId(id)).toMatchObject({ state: 'DONE', resume: null });
      expect(await dueBackfills()).toEqual([]);
    });

    it('is taken for no store that is paused', async () => {
      await create();
      await bridge.db.rows('UPDATE store SET paused = true');
      expect(await dueBackfills()).toEqual([]);
      await bridge.db.rows('UPDATE store SET paused = false');
      expect(await dueBackfills()).toHaveLength(1);
    });
  });

  it('of a parked order: it is tried later and later, and only a try counts', async () => {
    const parked = bridge.app.get(ParkedOrders);
    const store = await bridge.app.get(StoresService).byCode('default');
    const state = async (): Promise<any> =>
      (
        await bridge.db
          .rows(`SELECT tries, round(extract(epoch FROM next_try_at - now()))::int AS wait, reason
          FROM parked_order`)
      )[0];
    const refused = [{ entityId: '9', reason: 'odd' }];
    await parked.park(manager, store, refused);
    expect(await state()).toEqual({ tries: 1, wait: 60, reason: 'odd' });
    await parked.park(manager, store, [{ entityId: '9', reason: 'odder' }]);
    expect(await state()).toEqual({ tries: 1, wait: 60, reason: 'odder' });
    expect(await parked.due(store, 10)).toEqual([]);
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries++) {
      await parked.park(manager, store, refused, true);
      waits.push((await state()).wait);
    }
    expect(waits).toEqual([120, 240, 480, 960, 1920, 3600, 3600, 3600]);
    await bridge.db.rows(`UPDATE parked_order SET next_try_at = now() - interval '1 second'`);
    expect(await parked.due(store, 10)).toEqual(['9']);
    await parked.postpone(store, '9');
    expect([await parked.due(store, 10), (await state()).tries]).toEqual([[], 9]);
    await parked.unpark(manager, store, '9');
    expect(await state()).toBeUndefined();
  });
});
