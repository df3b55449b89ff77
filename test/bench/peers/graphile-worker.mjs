import { Logger, run, runMigrations } from 'graphile-worker';
import { CONCURRENCY, send, serve } from './queue-server.mjs';

/**
 * `tsx graphile-worker.mjs <database url> <target>`: Graphile Worker as its own documentation tunes it for many small jobs:
 * jobs are fetched in batches to a local queue and settled in batches.
 */
const [connectionString, target] = process.argv.slice(2);
const preset = {
  worker: {
    connectionString,
    concurrentJobs: CONCURRENCY,
    maxPoolSize: 20,
    localQueue: { size: CONCURRENCY * 2 },
    completeJobBatchDelay: 0,
    failJobBatchDelay: 0,
    // It writes a line for each job otherwise.
    logger: new Logger(() => (level, message) => {
      if (level === 'error') process.stderr.write(`${message}\n`);
    }),
  },
};
await runMigrations({ preset });
const runner = await run({
  preset,
  taskList: { notify: ({ body }, { job }) => send(target, { id: job.id, body }) },
});
await serve((body) => runner.addJob('notify', { body }));
