import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { LeaseLostError } from '../../src/platform/jobs/heartbeat.js';
import { Lease, leaseFree } from '../../src/platform/jobs/lease.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

interface Held {
  shop: number;
  job: string;
  token: string;
}

const lease = new Lease<Held>({
  table: 'chore',
  key: ['shop', 'job'],
  seconds: 10,
  while: 'NOT done',
  of: ({ shop, job, token }) => [shop, job, token],
  called: ({ job }) => job,
});
const FREE = {
  where: leaseFree('t.'),
  first: 'ORDER BY t.job LIMIT $2',
  set: 'times = times + 1',
  returning: 'shop, job, lease_token AS token',
};

/** The statements that all leases share, on a table of two columns as its key. */
describe('a lease', () => {
  let db: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    db = await createTestDatabase();
    source = await new DataSource(dataSourceOptions(db.url)).initialize();
    await db.rows(`CREATE TABLE chore (shop int, job text, times int NOT NULL DEFAULT 0, done boolean NOT NULL DEFAULT false,
      lease_token uuid, lease_until timestamptz, PRIMARY KEY (shop, job))`);
  });

  beforeEach(async () => {
    await db.rows('TRUNCATE chore');
    await db.rows(`INSERT INTO chore (shop, job) VALUES (1, 'sweep'), (2, 'sweep'), (1, 'wash')`);
  });

  afterAll(async () => {
    await source.destroy();
    await db.drop();
  });

  const claim = (limit: number, manager = source.manager): Promise<Held[]> =>
    lease.claim<Held>(manager, FREE, [limit]);
  const end = () => db.rows(`UPDATE chore SET lease_until = now() - interval '1 second'`);

  it('is taken by one process, each with a token of its own, and passed over by the next', async () => {
    await source.transaction(async (first) => {
      const mine = await claim(2, first);
      expect(mine.map(({ shop, job }) => `${shop} ${job}`).sort()).toEqual(['1 sweep', '2 sweep']);
      const others = await source.transaction((second) => claim(3, second));
      expect(others).toMatchObject([{ shop: 1, job: 'wash' }]);
      expect(new Set([...mine, ...others].map(({ token }) => token)).size).toBe(3);
    });
    expect(await claim(3)).toEqual([]);
    expect(await db.rows('SELECT sum(times)::int AS times FROM chore')).toEqual([{ times: 3 }]);
  });

  it('is taken from a process that let it end, which then neither renews, writes, holds nor releases', async () => {
    const [old] = await claim(1);
    await end();
    const now = (await claim(3)).find(({ shop, job }) => shop === old!.shop && job === old!.job)!;
    expect(await lease.renew(source.manager, old!)).toBeUndefined();
    await expect(lease.write(source.manager, old!, { set: 'done = true' })).rejects.toThrow(
      new LeaseLostError('sweep was taken over'),
    );
    await expect(source.transaction((manager) => lease.hold(manager, old!))).rejects.toThrow(LeaseLostError);
    await lease.release(source.manager, old!);
    expect(await lease.renew(source.manager, now, { returning: 'times' })).toEqual({ times: 2 });
  });

  it('is kept by who renews it, by the clock of the database', async () => {
    const [held] = await claim(1);
    await end();
    await lease.renew(source.manager, held!);
    const left = await db.rows(
      `SELECT lease_until > now() + interval '1 second' AS lasts FROM chore WHERE shop = $1 AND job = $2`,
      [held!.shop, held!.job],
    );
    expect(left).toEqual([{ lasts: true }]);
  });

  it('of one row is taken whether it is the first or not, once', async () => {
    const one = { where: leaseFree(), returning: 'job' };
    expect(await lease.claimOne(source.manager, [1, 'wash'], one)).toEqual({ job: 'wash' });
    expect(await lease.claimOne(source.manager, [1, 'wash'], one)).toBeUndefined();
  });

  it('ends with what it was for, and with a release another may take it', async () => {
    const [first, second] = await claim(2);
    await lease.write(source.manager, first!, { set: 'done = true' });
    expect(await lease.renew(source.manager, first!)).toBeUndefined();
    await lease.release(source.manager, second!, 'times = times - $4', [1]);
    expect(await claim(3)).toHaveLength(2);
  });
});
