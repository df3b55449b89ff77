import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { tellOnce } from '../../src/platform/crypto/tell-once.js';
import { startServiceProcess } from '../support/service-process.js';

const CLI = join(import.meta.dirname, '../../dist/src/cli.js');
/** Each command starts and stops a PostgreSQL. */
const SLOW_MS = 300_000;
const NEW_KEY = Buffer.alloc(32, 7).toString('base64');

describe('a secret that a person must copy', () => {
  let directory: string;
  const output = (isTTY: boolean): { isTTY: boolean; text: string; write(text: string): boolean } => ({
    isTTY,
    text: '',
    write(text: string): boolean {
      this.text += text;
      return true;
    },
  });

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'bridge-secrets-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is shown on a terminal, and written nowhere', async () => {
    const terminal = output(true);
    expect(await tellOnce('the secret', directory, terminal)).toBeUndefined();
    expect(terminal.text).toContain('the secret');
    expect(existsSync(join(directory, 'first-secrets'))).toBe(false);
  });

  it('goes to a file for its owner alone where the output is kept', async () => {
    const kept = output(false);
    // A file that is there already may be open to others.
    writeFileSync(join(directory, 'first-secrets'), 'an earlier one\n', { mode: 0o644 });
    const file = await tellOnce('the secret', directory, kept);
    expect(kept.text).toBe('');
    expect(readFileSync(file!, 'utf8')).toBe('an earlier one\nthe secret\n\n');
    expect(statSync(file!).mode & 0o777).toBe(0o600);
  });

  it('follows no link', async () => {
    symlinkSync(join(directory, 'elsewhere'), join(directory, 'first-secrets'));
    await expect(tellOnce('the secret', directory, output(false))).rejects.toThrow('ELOOP');
    expect(existsSync(join(directory, 'elsewhere'))).toBe(false);
  });
});

describe('a service with a database of its own', () => {
  let directory: string;
  let environment: Record<string, string>;
  let printed = '';

  const keyFile = (): string => join(directory, 'secrets-key');
  const cli = async (more: Record<string, string>, ...command: string[]): Promise<string> => {
    const { PATH, HOME } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...command], {
      env: { PATH, HOME, ...environment, ...more },
    });
    return stdout;
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'bridge-own-'));
    environment = {
      DATA_DIR: directory,
      ROLE: 'api',
      LOG_LEVEL: 'info',
      MAGENTO_BASE_URL: 'https://shop.invalid',
      MAGENTO_AUTH: 'bearer',
      MAGENTO_ACCESS_TOKEN: 'token-of-the-integration',
      CLIENT_NOTIFICATION_URL: 'https://merchant.invalid/',
    };
    const service = await startServiceProcess(environment, (text) => (printed += text));
    const [, clientId, clientSecret] = /clientId (\S+)\n {2}clientSecret (\S+)/.exec(firstSecrets())!;
    const signedIn = await fetch(`${service.url}/auth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ clientId, clientSecret }),
    });
    expect(signedIn.status).toBe(200);
    await service.stop();
  }, SLOW_MS);

  afterAll(() => rmSync(directory, { recursive: true }));

  const firstSecrets = (): string => readFileSync(join(directory, 'first-secrets'), 'utf8');

  it('puts no secret out that a log would keep, but says where they are', () => {
    const secrets = [...firstSecrets().matchAll(/(?:clientSecret |whsec_)(\S+)/g)].map(
      ([, secret]) => secret!,
    );
    expect(secrets).toHaveLength(2);
    expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
    expect(printed).toContain(join(directory, 'first-secrets'));
  });

  it(
    'keeps the file of its key while it is in use, and removes it once the key is replaced',
    async () => {
      const old = readFileSync(keyFile(), 'utf8');
      const words = await cli({}, 'rotate-key');
      expect([words.includes('removed'), existsSync(keyFile())]).toEqual([false, true]);
      const rotated = await cli({ SECRETS_KEY: NEW_KEY, SECRETS_KEY_PREVIOUS: old }, 'rotate-key');
      expect(rotated).toMatch(/1 store\(s\), 1 endpoint\(s\) and 0 alert channel\(s\) sealed again/);
      expect(rotated).toContain(`${keyFile()} held the old key and is removed`);
      expect(existsSync(keyFile())).toBe(false);
    },
    SLOW_MS,
  );

  it(
    'makes no other key, which would open nothing',
    async () => {
      await expect(cli({}, 'store', 'list')).rejects.toThrow('SECRETS_KEY: is required');
      expect(existsSync(keyFile())).toBe(false);
      expect(await cli({ SECRETS_KEY: NEW_KEY }, 'store', 'list')).toContain('shop.invalid');
    },
    SLOW_MS,
  );
});
