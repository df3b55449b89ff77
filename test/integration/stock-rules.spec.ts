import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { InventoryRunKind } from '../../src/inventory/dto/inventory.dto.js';
import { type ClaimedLevel, type LevelResult, LevelState } from '../../src/inventory/inventory.types.js';
import { InventoryLevelsRepository } from '../../src/inventory/inventory-levels.repository.js';
import { InventoryRunsRepository } from '../../src/inventory/inventory-runs.repository.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const GRACE = 120;
const BY = { clientId: 'increff', requestId: 'r' };

/** Each rule of the table of stock by itself. No worker runs here: what a worker would do, the test does. */
describe('a value of stock', () => {
  let bridge: TestApp;
  let levels: InventoryLevelsRepository;

  beforeAll(async () => {
    bridge = await startTestApp(undefined, { ROLE: 'api' });
    const credentials = { scheme: 'bearer', accessToken: 't' };
    await bridge.post('/admin/stores', { code: 'default', baseUrl: 'http://127.0.0.1:9', credentials });
    levels = bridge.app.get(InventoryLevelsRepository);
  });

  afterAll(() => bridge.close());
  beforeEach(() => bridge.db.rows('DELETE FROM inventory_level'));

  const accept = async (quantity: number): Promise<string> => {
    const wanted = { sku: 'A', sourceCode: 'default', locations: { '': quantity }, quantity, inStock: null };
    const [accepted] = await levels.accept(bridge.app.get(DataSource).manager, 1, [wanted], BY);
    return accepted!.version;
  };
  const claim = async (): Promise<{ token: string; level: ClaimedLevel | undefined }> => {
    const token = randomUUID();
    const [level] = await levels.claim(1, token, 10, GRACE);
    return { token, level };
  };
  const result = (level: ClaimedLevel, more: Partial<LevelResult> = {}): LevelResult => ({
    level,
    target: { quantity: level.quantity, inStock: true },
    wrote: true,
    itemId: '7',
    state: LevelState.Pushed,
    inDoubt: false,
    ...more,
  });
  const settle = (token: string, level: ClaimedLevel, more: Partial<LevelResult> = {}): Promise<string[]> =>
    levels.settle(token, [result(level, more)], GRACE);
  const row = async (): Promise<any> =>
    (
      await bridge.db.rows(`SELECT *, next_attempt_at <= now() AS due, lease_token IS NOT NULL AS held,
        round(extract(epoch FROM doubt_until - now()))::int AS doubt FROM inventory_level`)
    )[0];
  const leaseEnds = () =>
    bridge.db.rows(`UPDATE inventory_level SET next_attempt_at = now() - interval '1 second'`);

  it('that came during a push waits for the next one, at once', async () => {
    const first = await accept(5);
    const { token, level } = await claim();
    const second = await accept(6);
    // The process that writes the first value keeps its row.
    expect(await row()).toMatchObject({ held: true, due: false });
    expect((await claim()).level).toBeUndefined();
    expect(await settle(token, level!)).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'PENDING', due: true, held: false, attempts: 0 });
    expect(await row()).toMatchObject({ pushed_version: first, pushed_quantity: '5.0000' });
    const next = await claim();
    expect(next.level).toMatchObject({ quantity: 6, version: second });
    await settle(next.token, next.level!);
    expect(await row()).toMatchObject({ state: 'PUSHED', next_attempt_at: null, pushed_version: second });
  });

  it('that came during a push that fails is not the one that failed', async () => {
    await accept(5);
    const { token, level } = await claim();
    await accept(6);
    const error = { code: 'X', message: 'no' };
    await settle(token, level!, { state: LevelState.Failed, error, wrote: false });
    expect(await row()).toMatchObject({ state: 'PENDING', due: true, error_code: null, attempts: 0 });
  });

  it('is kept and settled by who holds it, and by nobody else', async () => {
    await accept(5);
    const first = await claim();
    await leaseEnds();
    const second = await claim();
    const { id } = first.level!;
    const before = await row();
    expect(await levels.renew(first.token, [id])).toEqual([]);
    expect(await settle(first.token, first.level!)).toEqual([]);
    await levels.release(first.token, [id], 0);
    await levels.markChecked(first.token, [id]);
    expect({ ...(await row()), doubt: 0 }).toEqual({ ...before, doubt: 0 });
    expect(await levels.renew(second.token, [id])).toEqual([id]);
    expect(await settle(second.token, second.level!)).toEqual([id]);
  });

  it('of a process that died may have been written: it is in doubt', async () => {
    await accept(5);
    expect((await claim()).level).toMatchObject({ inDoubt: false, doubtOver: false });
    await leaseEnds();
    expect((await claim()).level).toMatchObject({ inDoubt: true, doubtOver: false });
    expect((await row()).doubt).toBe(GRACE);
  });

  it('without an answer is written again once the old write can land no more', async () => {
    await accept(5);
    const first = await claim();
    await settle(first.token, first.level!, { state: LevelState.Pending, inDoubt: true, retrySeconds: 0 });
    expect(await row()).toMatchObject({ state: 'PENDING', doubt: GRACE, attempts: 1 });
    const second = await claim();
    expect(second.level).toMatchObject({ inDoubt: true, doubtOver: false });
    await settle(second.token, second.level!);
    // Magento has it, and may have the old value again.
    expect(await row()).toMatchObject({ state: 'PUSHED', due: false, doubt: GRACE });
    expect((await row()).next_attempt_at).toEqual((await row()).doubt_until);
    await bridge.db.rows(`UPDATE inventory_level SET doubt_until = now(), next_attempt_at = now()`);
    const third = await claim();
    expect(third.level).toMatchObject({ inDoubt: true, doubtOver: true });
    await settle(third.token, third.level!);
    expect(await row()).toMatchObject({ state: 'PUSHED', next_attempt_at: null, doubt_until: null });
  });

  it('that Magento shows is not replaced by an older reading', async () => {
    await accept(5);
    const rows = bridge.app.get(InventoryRunsRepository);
    const { manager } = bridge.app.get(DataSource);
    const id = (await rows.open(manager, 1, InventoryRunKind.DriftCheck, 'MANUAL'))!;
    const run = (await rows.claim(id))!;
    const { id: level } = await row();
    const keep = (readAt: string, quantity: number) =>
      rows.keep(run, 'http://127.0.0.1:9', { readAt, seen: [{ id: level, quantity }], unread: [] });
    await keep('2026-01-01 10:00:00+00', 4);
    await keep('2026-01-01 09:00:00+00', 3);
    expect((await row()).magento_quantity).toBe('4.0000');
    await keep('2026-01-01 10:00:01+00', 2);
    expect((await row()).magento_quantity).toBe('2.0000');
  });
});
