import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { BootstrapService } from '../../src/bootstrap.service.js';
import { ACTOR_WORDS } from '../../src/platform/audit/actor-words.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const SOURCES = join(import.meta.dirname, '../../src');
const SPELLINGS = ACTOR_WORDS.flatMap((word) => [word, word.toUpperCase()]);

/** What the audit log calls somebody who is no client, no client can be called. */
describe('a client', () => {
  let bridge: TestApp;

  beforeAll(async () => {
    bridge = await startTestApp(undefined, { ROLE: 'api' });
    await bridge.post('/admin/clients', { clientId: 'other', scopes: ['orders:read'] });
  });
  afterAll(() => bridge.close());

  it.each(SPELLINGS)('cannot be called %s', async (clientId) => {
    const { status, body } = await bridge.post('/admin/clients', { clientId, scopes: ['orders:read'] });
    expect([status, body.errors]).toEqual([
      400,
      [{ field: 'clientId', message: expect.stringContaining('the audit log') }],
    ]);
  });

  it.each([...SPELLINGS, 'oidc:somebody@idp.example.com'])(
    'cannot be called %s by whoever writes to the table',
    async (id) => {
      const made = bridge.db.rows(
        `INSERT INTO api_client (id, secret_hash, scopes) VALUES ($1, 'scrypt$x$y', '{}')`,
        [id],
      );
      await expect(made).rejects.toMatchObject({ code: '23514' });
      const renamed = bridge.db.rows("UPDATE api_client SET id = $1 WHERE id = 'other'", [id]);
      await expect(renamed).rejects.toMatchObject({ code: '23514' });
    },
  );

  it('may be called what only holds such a word', async () => {
    for (const clientId of ['my-cli', 'cli2', 'unknown.shop']) {
      expect((await bridge.post('/admin/clients', { clientId, scopes: ['orders:read'] })).status).toBe(201);
    }
  });

  it('of an earlier release that has such a name can be changed, gives a warning at each start, and goes', async () => {
    await bridge.db.rows('ALTER TABLE api_client DISABLE TRIGGER refuse_actor_words');
    await bridge.db.rows(
      `INSERT INTO api_client (id, secret_hash, scopes) VALUES ('Schedule', 'scrypt$x$y', '{orders:read}')`,
    );
    await bridge.db.rows('ALTER TABLE api_client ENABLE TRIGGER refuse_actor_words');
    const warn = jest.spyOn(Logger.prototype, 'warn');
    await bridge.app.get(BootstrapService).run();
    expect(warn.mock.calls).toContainEqual([{ clients: ['Schedule'] }, expect.stringContaining('audit log')]);
    warn.mockRestore();
    const off = await bridge.call('PUT', '/admin/clients/Schedule', { body: { enabled: false } });
    expect([off.status, off.body.enabled]).toEqual([200, false]);
    expect((await bridge.call('DELETE', '/admin/clients/Schedule')).status).toBe(204);
  });
});

it('no other word is written into the audit log than those of the list', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  // Examples for the API's page are no code that writes.
  const code = files.filter((file) => /\.tsx?$/.test(file) && !/\.spec\.|dto|^swagger\//.test(file));
  const found = code.flatMap((file) => {
    const text = readFileSync(join(SOURCES, file), 'utf8');
    return [...text.matchAll(/(?:clientId|requestedBy): '[\w-]+'|requested_by = '[\w-]+'/g)].map(
      ([words]) => `${file}: ${words}`,
    );
  });
  expect(found).toEqual([]);
});
