import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFaults, CHROMIUM, goTo, openBrowser, opens, shoot } from '../support/browser.js';
import { type ConsoleShop, startConsoleShop } from '../support/console-shop.js';
import { CLIENT } from '../support/test-app.js';

const MOST_CLICKS = 3;

/** Each answer is at most three steps from the first page: a click, or a word into the search. */
(CHROMIUM === undefined ? describe.skip : describe)('what operators ask', () => {
  let shop: ConsoleShop;
  let page: Page;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let steps: number;

  beforeAll(async () => {
    shop = await startConsoleShop();
    browser = await openBrowser();
    page = await browser.context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${shop.bridge.url}/console`);
    await page.getByLabel('Client id').fill(CLIENT.id);
    await page.getByLabel('Client secret').fill(CLIENT.secret);
    await opens(page, () => page.getByRole('button', { name: 'Sign in' }).click());
  });

  afterAll(async () => {
    await browser.close();
    await shop.close();
  });

  beforeEach(async () => {
    await page.goto(`${shop.bridge.url}/console?store=default`);
    steps = 0;
  });

  const main = (): Promise<string> => page.locator('main').innerText();

  async function follow(name: RegExp | string, role: 'link' | 'button' = 'link'): Promise<void> {
    steps++;
    const target = page.locator('main').getByRole(role, { name }).first();
    await opens(page, () => target.click());
  }

  async function search(words: string): Promise<void> {
    steps++;
    await page.keyboard.press('/');
    await page.keyboard.type(words);
    await opens(page, () => page.keyboard.press('Enter'));
  }

  function answered(): void {
    expect(steps).toBeLessThanOrEqual(MOST_CLICKS);
  }

  it('what failed, and what do I do about it?', async () => {
    expect(await page.textContent('h1')).toBe('2 things need you');
    await follow('1 delivery to Courier events was given up');
    await follow('Pickup completed');
    await page.getByText('Send it again once the receiver is well.').waitFor();
    expect(await page.getByRole('button', { name: 'Send again' }).isVisible()).toBe(true);
    answered();
  });

  it('where is the parcel of a return?', async () => {
    await search('AWB-R1');
    expect(await page.textContent('h1')).toContain('Order 000000005');
    expect(await main()).toContain('RET-1');
    answered();
  });

  it('which orders wait for Increff, and for how long?', async () => {
    const waiting = page.locator('.stat', { hasText: 'Wait to be acknowledged' });
    await opens(page, () => waiting.getByRole('link').click());
    steps++;
    expect(await page.getByRole('link', { name: 'Not yet acknowledged' }).getAttribute('aria-current')).toBe(
      'page',
    );
    expect(await page.getByRole('columnheader', { name: 'Waits' }).isVisible()).toBe(true);
    answered();
  });

  it('why is the stock of a SKU wrong?', async () => {
    await search('sku-lost');
    expect(await main()).toMatch(/SKU-LOST[\s\S]*Not taken[\s\S]*Magento does not have it/);
    answered();
  });

  it('what became of the invoice of an order?', async () => {
    await search('000000005');
    await follow('Invoice');
    expect(await page.textContent('h1')).toContain('Invoice order 000000005');
    expect(await main()).toContain('may repeat the request; nothing was changed.');
    answered();
  });

  it('what did the bridge do for an order, and when?', async () => {
    await search('000000002');
    const entry = page.getByRole('listitem').filter({ hasText: 'Increff acknowledged the order' });
    steps++;
    await entry.getByText('Facts').click();
    expect(await entry.innerText()).toContain('ACKNOWLEDGE_DEGRADED');
    await opens(page, () => entry.getByRole('link', { name: 'Open this write' }).click());
    steps++;
    await page.getByRole('heading', { name: 'Acknowledge order 000000002' }).waitFor();
    answered();
  });

  it('does our copy have what Magento has?', async () => {
    await goTo(page, 'Comparisons');
    await follow('1 difference');
    steps++;
    expect(await main()).toContain('Only here: Magento does not have the order');
    answered();
  });

  it('send again what a receiver missed', async () => {
    await follow('Send 1 again', 'button');
    expect(await page.getByRole('status').textContent()).toContain('1 are sent again.');
    answered();
  });

  it('which of my stores is not well?', async () => {
    await goTo(page, 'Stores');
    steps++;
    expect(await page.getByRole('row', { name: /default/ }).innerText()).toMatch(
      /On time|Not read yet|Behind/,
    );
    answered();
  });

  it('the same on a phone, by its menu', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Navigation' }).click();
    await goTo(page, 'Deliveries');
    expect(await page.textContent('h1')).toBe('Deliveries');
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('keeps what somebody has opened while it reads itself again', async () => {
    await page.getByText('Schedule of this process', { exact: true }).first().click();
    await shop.bridge.db.rows(
      `INSERT INTO parked_order (store_id, entity_id, reason, next_try_at) SELECT id, 4712, 'It has no lines', now() + interval '1 hour' FROM store WHERE code = 'default'`,
    );
    await page
      .getByRole('link', { name: '1 order cannot be taken in', exact: true })
      .waitFor({ timeout: 60_000 });
    expect(await page.locator('main details.fold[open]').count()).toBe(1);
    expect(await page.locator('.side > ul').count()).toBe(4);
  });

  it('is the shop there?', async () => {
    await shop.bridge.db.rows(`UPDATE sync_cursor SET failures = 3 WHERE stream = 'orders.new'`);
    await shop.bridge.db.rows(
      `INSERT INTO sync_run (store_id, stream, state, trigger, lease_token, error_code, error_message, finished_at)
       SELECT id, 'orders.new', 'FAILED', 'TICK', gen_random_uuid(), 'MAGENTO_UNREACHABLE', 'connect ECONNREFUSED 203.0.113.10:443', now()
       FROM store WHERE code = 'default'`,
    );
    await page.reload();
    await page.getByRole('heading', { name: 'default cannot be reached since' }).waitFor();
    expect(await page.getByRole('button', { name: 'Check the connection now' }).isVisible()).toBe(true);
    expect(await main()).toMatch(/Magento keeps the orders[\s\S]*Next try/);
    expect(await axeFaults(page)).toEqual([]);
    await shoot(page, 'home-trouble');
  });
});
