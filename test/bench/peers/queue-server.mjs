import fastify from 'fastify';
import { Agent, request } from 'undici';

/** How many are sent at once: as many as the service sends. */
export const CONCURRENCY = 50;

const agent = new Agent({ connections: CONCURRENCY });

/** Sends one event as the service does: a POST, which any 2xx answers. */
export async function send(target, { id, body }) {
  const { statusCode, body: answer } = await request(target, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'webhook-id': String(id) },
    body,
  });
  await answer.dump();
  if (statusCode >= 300) throw new Error(`${target}: ${statusCode}`);
}

/** Takes events as the service does: answered when `accept` has them. Prints its address. */
export async function serve(accept) {
  const server = fastify();
  server.post('/notifications', async ({ body }) => {
    await accept(JSON.stringify(body));
    return {};
  });
  process.stdout.write(`READY ${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
}
