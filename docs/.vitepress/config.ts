import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';

const REPOSITORY = join(import.meta.dirname, '../..');

const page = (text: string, link: string) => ({ text, link });

const slugify = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

/** Where pages are. VitePress does not say in which of them a link stands. */
const FOLDERS = ['.', 'docs', 'packages/client', 'packages/receiver'];

/** A link to a file that is no page of the site, such as a schema or a directory; one that is missing is dead. */
function isFileOfTheRepository(link: string): boolean {
  const path = link.replace(/^(\.{1,2}\/)+/, '');
  return FOLDERS.some((folder) =>
    ['', '.md'].some((ending) => existsSync(join(REPOSITORY, folder, path + ending))),
  );
}

/** `npm run docs`: the same pages as in the repository, as a site. Dead links fail the build. */
export default defineConfig({
  title: 'Magento OMS bridge',
  description: 'Between Magento 2.4 stores and the Increff Omni OMS',
  srcDir: '..',
  srcExclude: ['node_modules/**', 'test/**', '**/node_modules/**', '.stryker*/**', '.data/**'],
  outDir: '../.site',
  cacheDir: '../node_modules/.cache/vitepress',
  rewrites: { 'README.md': 'index.md', 'docs/README.md': 'docs/index.md' },
  ignoreDeadLinks: [isFileOfTheRepository],
  // As GitHub makes them, so that a link works in both.
  markdown: { html: false, languageAlias: { haproxy: 'nginx', caddyfile: 'nginx' }, anchor: { slugify } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [page('API', '/docs/api'), page('Operations', '/docs/operations'), page('Changes', '/CHANGELOG')],
    sidebar: [
      {
        text: 'Begin',
        items: [
          page('What it is, two commands', '/'),
          page('Connect a shop', '/docs/connect-a-shop'),
          page('Flows', '/docs/flows'),
          page('Other ways', '/docs/other-ways'),
          page('Terms', '/docs/glossary'),
        ],
      },
      {
        text: 'Call it',
        items: [
          page('API', '/docs/api'),
          page('Increff that does not fetch', '/docs/increff'),
          page('Typed client', '/packages/client/README'),
          page('Receive its deliveries', '/packages/receiver/README'),
        ],
      },
      {
        text: 'Run it',
        items: [
          page('Configuration', '/docs/configuration'),
          page('Operations', '/docs/operations'),
          page('When something is wrong', '/docs/troubleshooting'),
          page('Couriers', '/docs/couriers'),
          page('TLS', '/docs/tls'),
          page('Database', '/docs/database'),
          page('Performance', '/docs/performance'),
        ],
      },
      {
        text: 'Judge it',
        items: [
          page('How far the promises reach', '/docs/promises'),
          page('Security', '/docs/security'),
          page('Report a weakness', '/SECURITY'),
        ],
      },
      {
        text: 'Change it',
        items: [
          page('Contribute', '/CONTRIBUTING'),
          page('Architecture', '/docs/architecture'),
          page('All pages', '/docs/'),
          page('Changes', '/CHANGELOG'),
        ],
      },
    ],
  },
});
