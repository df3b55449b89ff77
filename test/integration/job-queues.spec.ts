import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { installJobs } from '../../src/platform/jobs/install-jobs.js';
import { declaredJobs } from '../../src/platform/jobs/job-kind.js';
import { RUN_STREAM } from '../../src/sync/sync.jobs.js';
import { generateOrder } from '../sandbox/generator.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { startTestApp } from '../support/test-app.js';
import { createTestDatabase } from '../support/test-database.js';

describe('the queues of jobs', () => {
  it('are made with their schema, once, so that a start makes none', async () => {
    const db = await createTestDatabase('template1');
    try {
      await installJobs(db.url);
      const queues = () =>
        db.rows('SELECT name, retry_limit, notify, created_on FROM pgboss.queue ORDER BY name');
      const made = await queues();
      expect(made).toMatchObject(
        declaredJobs()
          .sort()
          .map((name) => ({ name, retry_limit: 0, notify: true })),
      );
      await installJobs(db.url);
      expect(await queues()).toEqual(made);
    } finally {
      await db.drop();
    }
  });

  it('are made by a service that is newer than the schema', async () => {
    const sandbox = await Sandbox.start();
    sandbox.place(generateOrder({ entityId: 1, createdAt: Date.now() - 60_000 }));
    const bridge = await startTestApp(sandbox, {}, async (url) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query('SELECT pgboss.delete_queue($1)', [RUN_STREAM.name]);
      await client.end();
      return url;
    });
    try {
      expect((await bridge.sync('orders.new'))['new']).toBe(1);
    } finally {
      await bridge.close();
      await sandbox.close();
    }
  });
});
