import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CHROMIUM, openBrowser } from '../support/browser.js';
import { type ConsoleShop, startConsoleShop } from '../support/console-shop.js';
import { CLIENT } from '../support/test-app.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DOCS = join(import.meta.dirname, '../../docs/screenshots');

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

  /** Rules of axe that do not hold on the page as it is. */
  async function faults(): Promise<string[]> {
    await page.evaluate(AXE);
    const result = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
      'axe.run({ runOnly: ["wcag2a", "wcag2aa", "best-practice"] })',
    );
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
  }

  async function shoot(name: string): Promise<void> {
    if (process.env['SCREENSHOTS'] === undefined) return;
    mkdirSync(DOCS, { recursive: true });
    await page.screenshot({ path: join(DOCS, `${name}.png`) });
  }

  it('signs in by keyboard alone', async () => {
    await page.goto(`${shop.bridge.url}/console`);
    await page.keyboard.press('Tab');
    await page.keyboard.type(CLIENT.id);
    await page.keyboard.press('Tab');
    await page.keyboard.type(CLIENT.secret);
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console');
    expect(await page.textContent('h1')).toBe('Store default');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
  });

  it('answers where an order is, from the search to its timeline', async () => {
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByLabel('Search').fill('000000002');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: '2', exact: true }).click();
    expect(await page.textContent('h1')).toContain('000000002');
    expect(await page.getByRole('region', { name: 'Timeline, newest first' }).textContent()).toContain(
      'CANCEL',
    );
    await shoot('order');
  });

  it.each([
    ['Overview', 'overview'],
    ['Orders', 'orders'],
    ['Operations', 'operations'],
    ['Deliveries', 'deliveries'],
    ['Sync runs', 'runs'],
    ['Returns', 'returns'],
    ['Inventory drift', 'drift'],
    ['Reconciliation', 'reconciliations'],
    ['Differences', 'differences'],
    ['Parked orders', 'parked'],
    ['Stores', 'stores'],
    ['Audit log', 'audit'],
  ])('%s is accessible, light and dark, wide and narrow', async (label, name) => {
    await page.getByRole('navigation').getByRole('link', { name: label, exact: true }).click();
    expect(await page.getAttribute('nav a[aria-current]', 'aria-current')).toBe('page');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faults()).toEqual([]);
      if (colorScheme === 'light') await shoot(name);
      else if (name === 'overview') await shoot(`${name}-dark`);
    }
    await page.setViewportSize({ width: 380, height: 800 });
    const wider = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(wider).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it.each([
    ['an order', 'Orders'],
    ['an operation', 'Operations'],
    ['a delivery', 'Deliveries'],
    ['a comparison', 'Reconciliation'],
    ['a difference', 'Differences'],
    ['a store', 'Stores'],
  ])('the page of %s is found from its list, and accessible', async (_what, label) => {
    await page.getByRole('navigation').getByRole('link', { name: label, exact: true }).click();
    const list = page.url();
    await page.locator('main td a').first().click();
    expect(page.url().split('?')[0]).not.toBe(list.split('?')[0]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faults()).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('retries a failed write at the press of a button', async () => {
    await page.getByRole('link', { name: 'Operations', exact: true }).click();
    await page.getByLabel('Outcome').selectOption('FAILED');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: 'INVOICE' }).first().click();
    await page.getByRole('button', { name: 'Retry' }).click();
    expect(await page.getByRole('status').textContent()).toContain('under way again');
  });

  it('rotates the secret of an endpoint and shows it this once', async () => {
    await shop.bridge.call('PUT', '/admin/stores/default/endpoints/NOTIFICATION', {
      body: { url: `${shop.bridge.url}/health/live` },
    });
    await page.goto(`${shop.bridge.url}/console/store?store=default`);
    await page.getByRole('button', { name: 'Rotate secret' }).click();
    expect(await page.getByRole('status').textContent()).toMatch(/whsec_/);
    await shoot('store');
    await page.goto(`${shop.bridge.url}/console/store?store=default`);
    expect(await page.content()).not.toContain('whsec_');
  });

  it('breaks no rule of its policy and asks no other host', () => {
    expect(foreign).toEqual([]);
    expect(complaints.filter((words) => !words.includes('401'))).toEqual([]);
  });
});
