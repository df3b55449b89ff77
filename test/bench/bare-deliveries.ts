import fastify from 'fastify';
import pg from 'pg';

/** `tsx bare-deliveries.ts <database url> <target>`: the reference: Fastify, one INSERT, and fetch from memory. */
const [databaseUrl, target] = process.argv.slice(2) as [string, string];
const CONCURRENCY = 50;
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
await pool.query(
  'CREATE TABLE event (id bigserial PRIMARY KEY, body text NOT NULL, delivered boolean NOT NULL DEFAULT false)',
);
const queue: { id: string; body: string }[] = [];
let under = 0;

async function send(): Promise<void> {
  under++;
  for (let next = queue.shift(); next; next = queue.shift()) {
    const reply = await fetch(target, {
      method: 'POST',
      headers: { 'webhook-id': next.id },
      body: next.body,
    });
    await reply.arrayBuffer();
    await pool.query('UPDATE event SET delivered = true WHERE id = $1', [next.id]);
  }
  under--;
}

const server = fastify();
server.post('/notifications', async (request) => {
  const body = JSON.stringify(request.body);
  const { rows } = await pool.query<{ id: string }>('INSERT INTO event (body) VALUES ($1) RETURNING id', [
    body,
  ]);
  queue.push({ id: rows[0]!.id, body });
  if (under < CONCURRENCY) void send();
  return {};
});
const address = await server.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`READY ${address}\n`);
