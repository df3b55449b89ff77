import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { CHROMIUM, openBrowser } from '../support/browser.js';
import { IdentityProvider, PLAIN_URL } from '../support/identity-provider.js';
import { startTestApp } from '../support/test-app.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What only a browser knows: which cookies go with what another site has begun, and what a policy forbids. */
(CHROMIUM === undefined ? describe.skip : describe)('people in Chromium', () => {
  it('sign in at another site, come back signed in, and sign out', async () => {
    const identity = await IdentityProvider.start();
    identity.accounts.set('4711', { email: 'anna@example.com', groups: ['bridge-view'] });
    identity.accounts.set('4712', { email: 'ben@example.com' });
    const rules = [{ value: 'bridge-view', role: 'viewer' }];
    const bridge = await startTestApp(undefined, identity.environment(rules, { PUBLIC_URL: PLAIN_URL }));
    const { host } = new URL(bridge.url);
    const browser = await openBrowser([`--host-resolver-rules=MAP bridge.example.com ${host}`]);
    try {
      const page = await browser.context.newPage();
      page.setDefaultTimeout(15_000);
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && page.url().startsWith(PLAIN_URL)) complaints.push(message.text());
      });
      const faults = async (): Promise<string[]> => {
        await page.evaluate(AXE);
        const run = 'axe.run({ runOnly: ["wcag2a", "wcag2aa", "best-practice"] })';
        return (await page.evaluate<{ violations: { id: string }[] }>(run)).violations.map(({ id }) => id);
      };
      const signIn = async (login: string): Promise<void> => {
        await page.goto(`${PLAIN_URL}/console`);
        await page.getByRole('link', { name: 'Sign in with' }).click();
        await page.getByPlaceholder('Enter any login').fill(login);
        await page.getByPlaceholder('and password').fill('any');
        await page.getByRole('button', { name: 'Sign-in' }).click();
        await page.getByRole('button', { name: 'Continue' }).click();
      };
      await page.goto(`${PLAIN_URL}/console`);
      expect(await faults()).toEqual([]);
      await signIn('4711');
      await page.getByLabel('Your account').click();
      await page.getByText('anna@example.com').waitFor();
      expect(page.url()).toBe(`${PLAIN_URL}/console`);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Signed out' }).waitFor();
      expect(await faults()).toEqual([]);
      await page.getByRole('link', { name: 'Sign out there as well' }).click();
      expect(new URL(page.url()).origin).toBe(identity.url);
      await page.getByRole('button').first().click();
      await signIn('4712');
      await page.getByRole('heading', { name: 'You have no role here' }).waitFor();
      expect(await faults()).toEqual([]);
      // Without TLS, as here, the browser leaves one header out.
      expect(complaints.filter((text) => !/403|Cross-Origin-Opener-Policy/.test(text))).toEqual([]);
    } finally {
      await browser.close();
      await bridge.close();
      await identity.close();
    }
  });
});
