import fastify from 'fastify';
import pg from 'pg';

/** `tsx bare-fastify.ts <database url>`: the reference for reading: Fastify and one SQL query for the same rows. */
const pool = new pg.Pool({ connectionString: process.argv[2], max: 20 });
const QUERY = `SELECT o.*, (SELECT json_agg(i ORDER BY i.item_id) FROM order_item i WHERE i.order_id = o.id) AS items
  FROM "order" o WHERE o.store_id = 1 ORDER BY o.magento_created_at, o.entity_id LIMIT 51`;
const server = fastify();
server.get('/orders', async () => (await pool.query(QUERY)).rows as unknown[]);
const address = await server.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`READY ${address}\n`);
