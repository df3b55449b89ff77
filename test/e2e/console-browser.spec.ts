import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { axeFaults, CHROMIUM, goTo, openBrowser, opens, shoot } from '../support/browser.js';
import { INTEGRATION } from '../sandbox/sandbox.js';
import { type ConsoleShop, startConsoleShop } from '../support/console-shop.js';
import { CLIENT } from '../support/test-app.js';

if (CHROMIUM === undefined) {
  console.warn(
    'No Chromium on this machine: the console is not tested in a browser. Set CHROMIUM to its path.',
  );
}

(CHROMIUM === undefined ? describe.skip : describe)('the console in Chromium', () => {
  let shop: ConsoleShop;
  let page: Page;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  const complaints: string[] = [];
  const foreign: string[] = [];

  beforeAll(async () => {
    shop = await startConsoleShop();
    browser = await openBrowser();
    page = await browser.context.newPage();
    page.setDefaultTimeout(15_000);
    // A colour that is still on its way to another has the contrast of neither.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(shop.bridge.url)) foreign.push(request.url());
    });
  });

  afterAll(async () => {
    await browser.close();
    await shop.close();
  });

  const faults = (): Promise<string[]> => axeFaults(page);

  const enter = (): Promise<void> => opens(page, () => page.keyboard.press('Enter'));
  const click = (what: Locator): Promise<void> => opens(page, () => what.click());

  /** Accessible light and wide, dark and narrow. */
  async function everyWay(name: string): Promise<void> {
    expect(await faults()).toEqual([]);
    await shoot(page, name);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 380, height: 800 });
    expect(await faults()).toEqual([]);
    const wider = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(wider).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
  }

  it('signs in by keyboard alone', async () => {
    await page.goto(`${shop.bridge.url}/console`);
    await page.keyboard.press('Tab');
    await page.keyboard.type(CLIENT.id);
    await page.keyboard.press('Tab');
    await page.keyboard.type(CLIENT.secret);
    expect(await faults()).toEqual([]);
    await enter();
    expect(await page.textContent('h1')).toBe('2 things need you');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
  });

  it('answers where an order is, from the search to its timeline', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('000000002');
    await enter();
    expect(page.url()).toContain('/console/orders/2?');
    expect(await page.textContent('h1')).toContain('000000002');
    expect(await page.getByRole('region', { name: 'What happened' }).textContent()).toContain(
      'The order was cancelled in Magento.',
    );
    await shoot(page, 'order');
  });

  it.each([
    ['Home', 'home'],
    ['Stores', 'stores'],
    ['Orders', 'orders'],
    ['Parked orders', 'parked'],
    ['Returns', 'returns'],
    ['Stock', 'drift'],
    ['Reads from Magento', 'runs'],
    ['Writes to Magento', 'operations'],
    ['Deliveries', 'deliveries'],
    ['Waiting events', 'events'],
    ['Comparisons', 'reconciliations'],
    ['Differences', 'differences'],
    ['Store settings', 'store'],
    ['Alerts', 'alerts'],
    ['Audit log', 'audit'],
    ['Erased customers', 'erasures'],
  ])('%s is accessible, light and wide, dark and narrow', async (label, name) => {
    await goTo(page, label);
    expect(await page.getAttribute('.side li > a[aria-current=page]', 'aria-current')).toBe('page');
    await everyWay(name);
  });

  it.each([
    ['an order', 'Orders'],
    ['a write', 'Writes to Magento'],
    ['a delivery', 'Deliveries'],
    ['a comparison', 'Comparisons'],
    ['a difference', 'Differences'],
    ['a store', 'Stores'],
  ])('the page of %s is found from its list, and accessible', async (_what, label) => {
    await goTo(page, label);
    const list = page.url();
    await click(page.locator('main td a').first());
    expect(page.url().split('?')[0]).not.toBe(list.split('?')[0]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faults()).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await shoot(page, `a-${label.toLowerCase().replaceAll(' ', '-')}`);
  });

  it('retries a failed write at the press of a button', async () => {
    await goTo(page, 'Writes to Magento');
    await page.getByText('Filter', { exact: true }).click();
    await everyWay('operations-filter');
    await page.getByLabel('State or outcome').selectOption('FAILED');
    await click(page.getByRole('button', { name: 'Show' }));
    await everyWay('operations-filtered');
    await click(page.getByRole('link', { name: 'Invoice' }).first());
    await click(page.getByRole('button', { name: 'Retry' }));
    expect(await page.getByRole('status').textContent()).toContain('under way again');
  });

  it('adds an alert channel, a wrong value first, and tries it out', async () => {
    await goTo(page, 'Alerts');
    await click(page.getByRole('link', { name: 'Add a channel' }));
    await everyWay('alert-channel');
    const label = (words: string) => page.getByLabel(words, { exact: true });
    await label('Name').fill('Operators');
    await label('How').selectOption('WEBHOOK');
    await label('Address').fill('http://127.0.0.1:9/alerts');
    await label('From so many').fill('0');
    await click(page.getByRole('button', { name: 'Add', exact: true }));
    expect(await page.getByRole('alert').textContent()).toContain('1 field needs another value');
    expect(await label('Address').inputValue()).toBe('http://127.0.0.1:9/alerts');
    await everyWay('alert-channel-error');
    await label('From so many').fill('2');
    await click(page.getByRole('button', { name: 'Add', exact: true }));
    expect(await page.getByRole('status').first().textContent()).toContain('Signing secret of “Operators”');
    await click(page.getByRole('button', { name: 'Test' }));
    expect(await page.getByRole('status').first().textContent()).toContain('was not taken');
    await everyWay('alerts-channel');
  });

  it('changes a setting by keyboard alone, a wrong value first', async () => {
    await goTo(page, 'Store settings');
    await click(page.getByRole('link', { name: 'Settings', exact: true }));
    await everyWay('settings');
    await page.getByLabel('Days from order to dispatch').focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('400');
    await enter();
    expect(await page.getByRole('alert').textContent()).toContain('1 field needs another value');
    const wrong = page.getByLabel('Days from order to dispatch');
    expect(await wrong.inputValue()).toBe('400');
    const described = (await wrong.getAttribute('aria-describedby'))!.split(' ')[0]!;
    expect(await page.locator(`#${described}`).textContent()).toBe('Must be a whole number from 0 to 365.');
    await everyWay('settings-error');
    await page.getByRole('alert').getByRole('link').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('slaDays');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('3');
    await enter();
    expect(await page.textContent('h1')).toBe('Change 1 setting of default?');
    await everyWay('settings-review');
    await page.getByRole('button', { name: 'Save 1 change' }).focus();
    await enter();
    expect(await page.getByRole('status').textContent()).toContain('The settings are changed');
    expect(await page.getByLabel('Days from order to dispatch').inputValue()).toBe('3');
  });

  it('rotates the secret of an endpoint and shows it this once', async () => {
    await shop.bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
      body: { url: `${shop.bridge.url}/health/live` },
    });
    await page.goto(`${shop.bridge.url}/console/store?store=default`);
    await click(page.getByRole('button', { name: 'Rotate secret' }));
    expect(await page.getByRole('status').textContent()).toMatch(/whsec_/);
    await page.goto(`${shop.bridge.url}/console/store?store=default`);
    expect(await page.content()).not.toContain('whsec_');
  });

  it('connects a store step by step', async () => {
    await goTo(page, 'Stores');
    await click(page.getByRole('link', { name: 'Connect a store' }).last());
    await everyWay('connect');
    await page.getByLabel('Code of the store').fill('second');
    await page.getByLabel('Address of the shop').fill('shop');
    for (const [label, value] of [
      ['Access token', INTEGRATION.accessToken],
      ['Consumer key', INTEGRATION.consumerKey],
      ['Consumer secret', INTEGRATION.consumerSecret],
      ['Access token secret', INTEGRATION.accessTokenSecret],
    ] as const) {
      await page.getByLabel(label, { exact: true }).fill(value);
    }
    await enter();
    expect(await page.getByRole('alert').textContent()).toContain('1 field needs another value');
    await everyWay('connect-error');
    await page.getByLabel('Address of the shop').fill(shop.sandbox.url);
    await enter();
    await click(page.getByRole('button', { name: 'Check now' }));
    expect(await page.getByRole('status').textContent()).toContain('The check says');
    await everyWay('connect-check');
    await click(page.getByRole('link', { name: /^Go on/ }));
    await everyWay('connect-settings');
    await click(page.getByRole('button', { name: 'Save and go on' }));
    await page.getByText('ClickPost: no key yet').click();
    await everyWay('connect-couriers');
    await click(page.getByRole('button', { name: 'Set a key for ClickPost' }));
    expect(await page.getByRole('status').textContent()).toContain('Key of ClickPost, shown this once');
    await everyWay('connect-couriers-key');
    await click(page.getByRole('link', { name: 'Go on' }));
    await page.getByLabel('Address', { exact: true }).first().fill('shop');
    await enter();
    expect(await page.getByRole('alert').textContent()).toContain('1 field needs another value');
    await everyWay('connect-endpoints');
    await click(page.getByRole('button', { name: 'Go on without' }));
    await everyWay('connect-clients');
    await page.getByLabel('Name of the client').fill('warehouse');
    await enter();
    expect(await page.getByRole('status').textContent()).toContain('Secret of warehouse, shown this once');
    await click(page.getByRole('link', { name: 'Go on' }));
    expect(await page.getByRole('button', { name: 'Start the store' }).isVisible()).toBe(true);
    await everyWay('connect-begin');
  });

  it('breaks no rule of its policy and asks no other host', () => {
    expect(foreign).toEqual([]);
    // Answers to what was typed wrong on purpose.
    expect(complaints.filter((words) => !/status of 40[01] /.test(words))).toEqual([]);
  });
});
