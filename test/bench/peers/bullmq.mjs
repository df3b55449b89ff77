import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { CONCURRENCY, send, serve } from './queue-server.mjs';

/** `tsx bullmq.mjs <port of Redis> <target>` */
const [port, target] = process.argv.slice(2);
const connect = () => new Redis({ host: '127.0.0.1', port: Number(port), maxRetriesPerRequest: null });
const queue = new Queue('notifications', { connection: connect() });
const worker = new Worker('notifications', ({ id, data }) => send(target, { id, body: data.body }), {
  connection: connect(),
  concurrency: CONCURRENCY,
});
worker.on('error', (error) => process.stderr.write(`${error.message}\n`));
await serve((body) =>
  queue.add(
    'notify',
    { body },
    { removeOnComplete: true, attempts: 5, backoff: { type: 'exponential', delay: 1000 } },
  ),
);
