import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Env } from './env.dto.js';
import { ConfigError, loadConfig } from './load-config.js';

const ROOT = join(import.meta.dirname, '../../..');
const KEY = Buffer.alloc(32, 1).toString('base64');

describe('loadConfig', () => {
  it('needs nothing for an embedded start', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      role: 'all',
      dataDir: '.data',
      pollIntervalSeconds: 60,
      magentoTimeoutMs: 30000,
      magentoGraceSeconds: 120,
      magentoReadLagSeconds: 60,
      magentoConcurrency: 4,
      timeScale: 1,
      allowPrivateTargets: false,
    });
  });

  it('lists every problem at once, by name and without values', () => {
    const load = (): unknown =>
      loadConfig({
        PORT: 'many',
        ROLE: 'boss',
        SECRETS_KEY: 'c2hvcnQ=',
        MAGENTO_BASE_URL: 'https://shop',
        MAGENTO_PASSWORD: 'hunter2',
      });
    expect(load).toThrow(ConfigError);
    try {
      load();
    } catch (error) {
      const { problems, message } = error as ConfigError;
      expect(problems.map((problem) => problem.split(':')[0])).toEqual([
        'PORT',
        'ROLE',
        'SECRETS_KEY',
        'MAGENTO_USERNAME',
      ]);
      expect(message).not.toMatch(/many|boss|hunter2|c2hvcnQ/);
    }
  });

  it.each(['rest', 'rest/', 'rest/V1', 'rest/default/V1/'])(
    'refuses an address of the shop that ends in %s',
    (end) => {
      const load = (baseUrl: string): unknown =>
        loadConfig({ MAGENTO_BASE_URL: baseUrl, MAGENTO_USERNAME: 'bridge', MAGENTO_PASSWORD: 'hunter2' });
      expect(() => load(`https://shop.example.com/${end}`)).toThrow(
        'MAGENTO_BASE_URL: must be the address of the shop, without /rest',
      );
      expect(() => load('https://shop.example.com/restaurant')).not.toThrow();
    },
  );

  it('wants the secrets key with a database of its own', () => {
    expect(() => loadConfig({ DATABASE_URL: 'postgres://x/y' })).toThrow('SECRETS_KEY');
    expect(loadConfig({ DATABASE_URL: 'postgres://x/y', SECRETS_KEY: KEY }).databaseUrl).toBe(
      'postgres://x/y',
    );
  });

  it('keeps the grace at twice the time-out at least, however it is set', () => {
    const grace = (seconds: string, timeout: string): number =>
      loadConfig({ MAGENTO_GRACE_SECONDS: seconds, MAGENTO_TIMEOUT_MS: timeout }).magentoGraceSeconds;
    expect([grace('10', '30000'), grace('60', '30000'), grace('61', '30000')]).toEqual([60, 60, 61]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ PORT: '', MAGENTO_BASE_URL: '' })).toMatchObject({
      port: 3000,
      firstStore: undefined,
    });
  });

  it('reads secrets from files, and names what is wrong with one', () => {
    const directory = mkdtempSync(join(tmpdir(), 'bridge-config-'));
    const file = (name: string, text: string): string => {
      writeFileSync(join(directory, name), text);
      return join(directory, name);
    };
    const DATABASE_URL_FILE = file('url', 'postgres://x/y\n');
    const config = loadConfig({ DATABASE_URL_FILE, SECRETS_KEY_FILE: file('key', KEY) });
    expect(config).toMatchObject({ databaseUrl: 'postgres://x/y', secretsKey: KEY });
    const wrong = {
      DATABASE_URL: 'postgres://x/z',
      DATABASE_URL_FILE,
      SECRETS_KEY_FILE: file('empty', '\n'),
      MAGENTO_PASSWORD_FILE: join(directory, 'absent'),
    };
    expect(() => loadConfig(wrong)).toThrow(
      /DATABASE_URL, DATABASE_URL_FILE: set one.*SECRETS_KEY_FILE: the file is empty.*MAGENTO_PASSWORD_FILE: cannot be read \(ENOENT\)/s,
    );
    rmSync(directory, { recursive: true });
  });

  it('refuses a secret that is easily guessed', () => {
    expect(() => loadConfig({ ADMIN_CLIENT_ID: 'CLI', ADMIN_CLIENT_SECRET: 'long-enough-secret' })).toThrow(
      /ADMIN_CLIENT_ID: the audit log/,
    );
    const short = { ADMIN_CLIENT_ID: 'a', ADMIN_CLIENT_SECRET: 'short', CLICKPOST_WEBHOOK_KEY: 'short' };
    expect(() => loadConfig(short)).toThrow(/ADMIN_CLIENT_SECRET.*CLICKPOST_WEBHOOK_KEY/s);
  });

  it('reads the four values of an integration', () => {
    const { firstStore } = loadConfig({
      MAGENTO_BASE_URL: 'https://shop.example.com/',
      MAGENTO_AUTH: 'oauth1',
      MAGENTO_CONSUMER_KEY: 'a',
      MAGENTO_CONSUMER_SECRET: 'b',
      MAGENTO_ACCESS_TOKEN: 'c',
      MAGENTO_ACCESS_TOKEN_SECRET: 'd',
    });
    expect(firstStore).toEqual({
      code: 'default',
      baseUrl: 'https://shop.example.com',
      storeView: 'default',
      credentials: {
        scheme: 'oauth1',
        consumerKey: 'a',
        consumerSecret: 'b',
        accessToken: 'c',
        accessTokenSecret: 'd',
      },
    });
  });

  it.each(['.env.example', 'docs/configuration.md'])('has every variable in %s', (file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    expect(Object.keys(new Env()).filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  });
});
