import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { printedCalls } from '../support/printed-commands.js';

const ROOT = join(import.meta.dirname, '../..');
const text = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'].concat(
  globSync('docs/**/*.md', { cwd: ROOT }),
);

/** As GitHub makes them of headings. */
function anchorsOf(page: string): Set<string> {
  const headings = [...text(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function brokenLinksOf(page: string): string[] {
  const links = [...text(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  return links.filter((link) => {
    if (/^(https?|mailto):/.test(link)) return false;
    const [path, anchor] = link.split('#');
    const target = path ? join(dirname(page), path) : page;
    if (!existsSync(join(ROOT, target))) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor);
  });
}

/** Paths in backticks. Those with a placeholder, as `{name}`, are patterns and no files. */
function pathsOf(markdown: string): string[] {
  const paths = [...markdown.matchAll(/`((?:src|test|docs|migrations)\/[\w./-]+)`/g)].map(
    ([, path]) => path!,
  );
  return [...new Set(paths)];
}

const missing = (paths: string[]): string[] => paths.filter((path) => !existsSync(join(ROOT, path)));

describe('the documentation', () => {
  it.each(PAGES)('%s has no broken link', (page) => {
    expect(brokenLinksOf(page)).toEqual([]);
  });

  it.each(['docs/glossary.md', 'CONTRIBUTING.md', 'docs/architecture.md'])(
    '%s names files that exist',
    (page) => {
      const paths = pathsOf(text(page));
      expect(paths.length).toBeGreaterThan(10);
      expect(missing(paths)).toEqual([]);
    },
  );

  it('answers twenty questions, each with a file of a room of src', () => {
    const [, section] = text('docs/architecture.md').split('## Twenty questions');
    const answers = section!
      .split('\n## ')[0]!
      .split('\n')
      .flatMap((line) => /^\|[^|]+\| `(src\/[^`]+)`/.exec(line)?.[1] ?? []);
    expect(answers).toHaveLength(20);
    expect(missing(answers)).toEqual([]);
    expect(answers.filter((path) => path.split('/').length > 3)).toEqual([]);
  });

  it('lists every page on its index', () => {
    const index = text('docs/README.md');
    const pages = globSync('docs/*.*', { cwd: ROOT }).map((page) => page.replace('docs/', ''));
    expect(pages.filter((page) => page !== 'README.md' && !index.includes(`(${page})`))).toEqual([]);
  });

  it('explains every error code', () => {
    const sources = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.spec.ts'));
    const codes = sources.flatMap((file) => [...text(file).matchAll(/\bcode = '([A-Z_]+)'/g)]);
    expect(codes.length).toBeGreaterThan(40);
    const page = text('docs/troubleshooting.md');
    const explained = new Set([...page.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code));
    expect(codes.map(([, code]) => code).filter((code) => !explained.has(code))).toEqual([]);
  });

  it('names calls of the API that exist', () => {
    const { paths } = JSON.parse(text('docs/openapi.json')) as { paths: Record<string, object> };
    const served = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const named = ['connect-a-shop', 'flows', 'troubleshooting'].flatMap((page) =>
      [...text(`docs/${page}.md`).matchAll(/`((?:GET|POST|PUT|DELETE) \/[^`?…]*)`/g)].map(
        ([, call]) => call!,
      ),
    );
    expect(named.length).toBeGreaterThan(20);
    const ours = named
      .filter((call) => !/ \/V1\//.test(call))
      .map((call) => call.replace('/endpoints/NOTIFICATION', '/endpoints/{kind}'));
    expect(ours.filter((call) => !served.includes(call))).toEqual([]);
  });

  it.each(['README.md', 'docs/api.md', 'docs/increff.md'])(
    '%s prints calls that every shell takes as pasted',
    (page) => {
      // zsh does not split a variable, and an interactive one knows no comments.
      expect(text(page)).not.toMatch(/^ *curl .*\$/m);
      expect(printedCalls(page).filter((call) => /[$#]/.test(call))).toEqual([]);
    },
  );

  it('prints calls with files that exist', () => {
    const files = ['README.md', 'docs/api.md', 'docs/increff.md']
      .flatMap(printedCalls)
      .flatMap((call) => / @(\S+)/.exec(call)?.[1] ?? []);
    expect(files.length).toBeGreaterThan(0);
    expect(missing(files)).toEqual([]);
  });

  it('asks for the Node.js that package.json asks for', () => {
    const { engines } = JSON.parse(text('package.json')) as { engines: { node: string } };
    expect(text('README.md')).toContain(`Node.js ${engines.node.replace('>=', '')} or later`);
  });

  it('names every table of the schema in the architecture', () => {
    const tables = [
      ...text('docs/database.md')
        .split('\n## Tables')[1]!
        .matchAll(/^### (\w+)$/gm),
    ];
    const page = text('docs/architecture.md').split('\n## Tables')[1]!;
    const names = tables.map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !new RegExp(`[\`"]${name}[\`"]`).test(page))).toEqual([]);
  });
});
