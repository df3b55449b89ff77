import { createServer } from 'node:http';

/**
 * `tsx receiver.ts`: a merchant's endpoint that does nothing but count. The time of sending stands in `courierName`.
 * GET /stats answers and resets; POST /hang never answers.
 */
let latencies: number[] = [];
let ids = new Set<string>();
let count = 0;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.url === '/stats') {
      const sorted = latencies.sort((a, b) => a - b);
      const at = (share: number): number =>
        sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
      response.end(JSON.stringify({ count, distinct: ids.size, p50: at(0.5), p99: at(0.99) }));
      [latencies, ids, count] = [[], new Set(), 0];
      return;
    }
    if (request.url === '/count') return void response.end(JSON.stringify({ count, distinct: ids.size }));
    if (request.url === '/hang') return;
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { courierName?: string | null };
    const sent = Number(body.courierName);
    if (sent > 0) latencies.push(Date.now() - sent);
    ids.add(String(request.headers['webhook-id']));
    count++;
    response.end();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`READY http://127.0.0.1:${(server.address() as { port: number }).port}\n`);
});
