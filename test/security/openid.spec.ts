import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityProvider, Person } from '../support/identity-provider.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const RULES = [
  { value: 'bridge-view', role: 'viewer' },
  { value: 'bridge-admin', role: 'admin' },
];
const ANNA = { email: 'anna@example.com', email_verified: true, groups: ['staff', 'bridge-admin'] };

/** People who sign in with a provider. */
describe('a person', () => {
  let identity: IdentityProvider;
  let bridge: TestApp;

  beforeAll(async () => {
    identity = await IdentityProvider.start();
    identity.accounts.set('4711', ANNA);
    identity.accounts.set('4712', { email: 'ben@example.com', groups: ['staff'] });
    bridge = await startTestApp(undefined, identity.environment(RULES));
  });

  afterAll(async () => {
    await bridge.close();
    await identity.close();
  });

  it('signs in with the provider and sees the console as who he is', async () => {
    const anna = new Person(bridge.url, '4711');
    const start = await anna.begin();
    expect(Object.fromEntries(start.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: 'https://bridge.example.com/console/sign-in/callback',
    });
    const signedIn = await anna.get(await anna.atProvider(start));
    expect([signedIn.status, signedIn.html]).toEqual([200, expect.stringContaining('url=/console"')]);
    const { status, html } = await anna.get('/console/audit');
    expect([status, html]).toEqual([200, expect.stringContaining('anna@example.com')]);
  });
});
