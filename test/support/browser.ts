import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const PLACES = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The system's browser; undefined where there is none. */
export const CHROMIUM = PLACES.find((place) => place !== '' && existsSync(place));

/** Talks to nobody but the page's own host. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @param flags further ones */
export async function openBrowser(
  flags: string[] = [],
): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'bridge-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM!,
    headless: true,
    args: [...FLAGS, ...flags],
    viewport: { width: 1280, height: 900 },
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DOCS = join(import.meta.dirname, '../../docs/screenshots');
/** Of a list, the beginning is enough. */
const TALLEST = 1600;

/** Rules of axe that do not hold on the page as it is. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const result = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    'axe.run({ runOnly: ["wcag2a", "wcag2aa", "best-practice"], resultTypes: ["violations"] })',
  );
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
}

/**
 * What a person does, and the page it leads to, loaded. A click or a key press returns before the next page is there, so
 * that what follows would look at the old one.
 */
export async function opens(page: Page, act: () => Promise<void>): Promise<void> {
  const loaded = page.waitForEvent('load');
  await Promise.all([loaded, act()]);
}

/** By the navigation, whose places also say how much needs somebody. */
export async function goTo(page: Page, label: string): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Console' });
  await opens(page, () => navigation.getByRole('link', { name: new RegExp(`^${label}`) }).click());
}

/** Light, dark and on a phone, each page whole; only where SCREENSHOTS is set. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] === undefined) return;
  mkdirSync(DOCS, { recursive: true });
  const wide = page.viewportSize()!;
  const take = async (suffix: string): Promise<void> => {
    const whole = await page.evaluate<number>('document.documentElement.scrollHeight');
    const { width } = page.viewportSize()!;
    const clip = { x: 0, y: 0, width, height: Math.min(whole, TALLEST) };
    await page.screenshot({ path: join(DOCS, `${name}${suffix}.png`), fullPage: true, clip });
  };
  await take('');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take('-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  await take('-phone');
  await page.setViewportSize(wide);
}
