import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ADMIN } from '../sandbox/sandbox.js';
import { ShopTool } from '../sandbox/shop-tool.js';
import { ToolPage } from '../sandbox/tool-page.js';
import { keepProcess } from '../support/keeper.js';
import { freePort } from '../support/service-process.js';
import { until } from '../support/until.js';

const ROOT = join(import.meta.dirname, '../..');

/** As somebody's own client calls the shop. */
async function rest(url: string, path: string): Promise<{ status: number; body: any }> {
  const signIn = await fetch(`${url}/rest/V1/integration/admin/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: ADMIN.username, password: ADMIN.password }),
  });
  const authorization = `Bearer ${(await signIn.json()) as string}`;
  const reply = await fetch(`${url}/rest/V1${path}`, { headers: { authorization } });
  return { status: reply.status, body: reply.ok ? await reply.json() : await reply.text() };
}

describe('the sandbox as a tool', () => {
  let tool: ShopTool;
  let page: ToolPage;

  beforeEach(async () => {
    tool = await ShopTool.start({ release: '2.4.8', port: await freePort(), orders: 30 });
    page = await ToolPage.start(tool, await freePort());
  });

  afterEach(async () => {
    await page.close();
    await tool.close();
  });

  /** A button of the page; what it said. */
  async function press(action: string, form: Record<string, string> = {}, headers = {}): Promise<string> {
    const reply = await fetch(`${page.url}/${action}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    const said = new URL(reply.headers.get('location') ?? '/', page.url).searchParams.get('said');
    return said ?? String(reply.status);
  }

  const order = async (id: number) => (await rest(tool.sandbox.url, `/orders/${id}`)).body;

  it('has as many orders as were asked for, of the last 30 days', async () => {
    const list = '/orders?searchCriteria[pageSize]=50&searchCriteria[sortOrders][0][field]=entity_id';
    const { body } = await rest(tool.sandbox.url, list);
    expect(body.total_count).toBe(30);
    const days = body.items.map(({ created_at }: any) => created_at.slice(0, 10));
    expect(new Set(days).size).toBeGreaterThan(20);
  });

  it('places, pays, cancels and edits orders as the shop does', async () => {
    expect(await press('place', { number: '2' })).toBe('Placed: 31, 32.');
    expect(await order(31)).toMatchObject({ state: 'new' });
    expect(await press('pay', { order: '31' })).toBe('Order 31 is paid.');
    const paid = await order(31);
    expect(paid).toMatchObject({ state: 'processing', total_paid: paid.grand_total });
    expect(await press('cancel', { order: '32' })).toBe('Order 32 is cancelled.');
    expect(await order(32)).toMatchObject({ state: 'canceled' });
    expect(await press('cancel', { order: '32' })).toContain('does not cancel');
    expect(await press('pay', { order: '32' })).toContain('cannot be created');
    const before = await order(31);
    expect(await press('edit', { order: '31', street: '7 New Road' })).toContain('another street');
    const edited = await order(31);
    expect(edited.extension_attributes.shipping_assignments[0].shipping.address.street).toEqual([
      '7 New Road',
    ]);
    expect(edited.updated_at >= before.updated_at).toBe(true);
    expect(await press('edit', { order: '99' })).toBe('There is no order 99.');
    expect(await press('place', { number: '-1' })).toContain('From 1 to');
  });

  it('causes faults as often as it is asked to', async () => {
    tool.cause('503:100%');
    expect((await fetch(`${tool.sandbox.url}/rest/V1/orders/1`)).status).toBe(503);
    expect(await press('calm')).toContain('Nothing goes wrong');
    expect((await rest(tool.sandbox.url, '/orders/1')).status).toBe(200);
    tool.cause('502:50%');
    const statuses = await Promise.all(
      Array.from({ length: 400 }, async () => (await fetch(`${tool.sandbox.url}/rest/V1/orders/1`)).status),
    );
    const share = statuses.filter((status) => status === 502).length / statuses.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
    await press('calm');
    expect(await press('fault', { fault: 'cut-after', percent: '100' })).toBe('Set.');
    expect(tool.faults).toEqual(['cut-after:100%']);
    await expect(rest(tool.sandbox.url, '/orders/1')).rejects.toThrow();
    for (const odd of ['503', '503:200%', '200:1%', 'bang:2%', 'toString:2%']) {
      expect(() => tool.cause(odd)).toThrow('A fault is a status');
    }
  });

  it('shows what was called, and what came of it', async () => {
    await rest(tool.sandbox.url, '/orders/1?fields=%3Cb%3E');
    tool.cause('503:100%');
    await fetch(`${tool.sandbox.url}/rest/V1/orders/2`);
    const shown = await until(async () => {
      const text = await (await fetch(page.url)).text();
      return text.includes('/rest/V1/orders/2') ? text : undefined;
    });
    expect(shown).toMatch(/GET \/rest\/V1\/orders\/2<\/code><\/td><td>503</);
    expect(shown).toContain('503:100%');
    expect(shown).toContain('Orders (30)');
    expect(await (await fetch(`${page.url}/?said=<script>`)).text()).not.toContain('<script>');
  });

  it('takes no form of another site', async () => {
    expect(await press('place', {}, { origin: 'https://evil.example.com' })).toBe('404');
    expect(tool.sandbox.store.orders.size).toBe(30);
  });

  it('is started by one command, and says where it is', async () => {
    const port = await freePort();
    const start = (...words: string[]) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'test/sandbox/tool.ts', ...words], {
        cwd: ROOT,
      });
      keepProcess(child);
      const said = { text: '' };
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk) => (said.text += String(chunk)));
      }
      return { child, said, ended: new Promise((done) => child.once('exit', (code) => done(code))) };
    };
    const words = ['--release', '2.4.7', '--orders', '3', '--port', String(port), '--fault', '502:100%'];
    const { child, said, ended } = start(...words);
    await until(() => Promise.resolve(said.text.includes('page ') || undefined));
    expect(said.text).toContain(`http://127.0.0.1:${port}/rest/V1`);
    expect((await fetch(`http://127.0.0.1:${port}/rest/V1/orders/1`)).status).toBe(502);
    const second = start('--port', String(port));
    expect(await second.ended).toBe(2);
    expect(second.said.text).toContain(`Port ${port} or ${port + 1} is taken.`);
    expect(await start('--release', '1.9').ended).toBe(2);
    child.kill('SIGINT');
    await ended;
  });
});
