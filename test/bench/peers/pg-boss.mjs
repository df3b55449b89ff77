import { PgBoss } from 'pg-boss';
import { CONCURRENCY, send, serve } from './queue-server.mjs';

/**
 * `tsx pg-boss.mjs <database url> <target>`: pg-boss as its own documentation tunes it: workers are woken, fetch in batches
 * without a pause while there is more, and settle each job by itself.
 */
const [databaseUrl, target] = process.argv.slice(2);
const QUEUE = 'notifications';
const BATCH = 25;
const boss = new PgBoss({ connectionString: databaseUrl, max: 20, useListenNotify: true });
boss.on('error', (error) => process.stderr.write(`${error.message}\n`));
await boss.start();
await boss.createQueue(QUEUE, { notify: true, retryLimit: 5 });
const options = {
  batchSize: BATCH,
  localConcurrency: CONCURRENCY / BATCH,
  perJobResults: true,
  burstWhenBatchFull: true,
  pollingIntervalSeconds: 0.5,
};
await boss.work(QUEUE, options, (jobs) => Promise.all(jobs.map(settle)));

async function settle({ id, data }) {
  try {
    await send(target, { id, body: data.body });
    return { id, status: 'completed' };
  } catch {
    return { id, status: 'failed' };
  }
}

await serve((body) => boss.send(QUEUE, { body }));
