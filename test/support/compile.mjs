/**
 * `node --import ./test/support/compile.mjs file.ts` runs the service inside a script. Unlike tsx it writes the types of
 * decorated constructors, by which Nest injects, and leaves packages alone, so that none is loaded twice.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, URL } from 'node:url';
import { transformSync, version } from '@swc/core';
import { swcOptions } from './swc-options.mjs';

/** What was compiled, by its content: each process of a test run needs the same 800 files. */
const KEPT = new URL('../../node_modules/.cache/compiled/', import.meta.url);
/** What test files import their framework from, see ../runtime. */
const GLOBALS = new URL('../runtime/jest-globals.mjs', import.meta.url).href;

/** By the URL of a file that is loaded: where the map from its compiled lines to its own is. */
export const sourceMaps = new Map();

const isOurs = (url) => url?.startsWith('file:') && !url.includes('/node_modules/');

mkdirSync(KEPT, { recursive: true });

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals' && isOurs(context.parentURL)) return next(GLOBALS, context);
    if (isOurs(context.parentURL) && specifier.startsWith('.') && specifier.endsWith('.js')) {
      for (const ending of ['.ts', '.tsx']) {
        const url = new URL(specifier.replace(/\.js$/, ending), context.parentURL);
        if (existsSync(url)) return { url: url.href, shortCircuit: true };
      }
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    const path = url.replace(/\?.*$/, '');
    if (!isOurs(url) || !/\.tsx?$/.test(path)) return next(url, context);
    const { code, map } = compiled(fileURLToPath(path));
    sourceMaps.set(url, map);
    return { format: 'module', source: code, shortCircuit: true };
  },
});

function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const options = { ...swcOptions(filename.endsWith('x')), sourceMaps: true, filename };
  const hash = createHash('sha256')
    .update(`${version} ${JSON.stringify(options)}\n`)
    .update(source)
    .digest('hex');
  const code = new URL(`${hash}.js`, KEPT);
  const map = new URL(`${hash}.map`, KEPT);
  if (!existsSync(code)) {
    const made = transformSync(source, options);
    keep(map, made.map);
    keep(code, made.code);
  }
  return { code: readFileSync(code, 'utf8'), map: fileURLToPath(map) };
}

/** Whole, or not there: other processes read it. */
function keep(file, text) {
  const draft = new URL(`${file.href}.${randomUUID()}`);
  writeFileSync(draft, text);
  renameSync(draft, file);
}
