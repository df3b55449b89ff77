import { defineConfig } from 'vitepress';

const page = (text: string, link: string) => ({ text, link });

const slugify = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

/** `npm run docs`: the same pages as in the repository, as a site. Dead links fail the build. */
export default defineConfig({
  title: 'Magento OMS bridge',
  description: 'Between Magento 2.4 stores and the Increff Omni OMS',
  srcDir: '..',
  srcExclude: ['node_modules/**', 'test/**', '**/node_modules/**', '.stryker*/**', '.data/**'],
  outDir: '../.site',
  cacheDir: '../node_modules/.cache/vitepress',
  rewrites: { 'README.md': 'index.md', 'docs/README.md': 'docs/index.md' },
  // Files of the repository that are no pages.
  ignoreDeadLinks: [
    /\.(json|txt|example|yaml|yml|mjs|ts|tsx|cjs)$/,
    /\/(events|decisions|php)$/,
    /old-faults\/README$/,
  ],
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
