import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, URL } from 'node:url';
import { transformSync } from '@swc/core';

/**
 * `node --import ./test/support/compile.mjs file.ts` runs the service inside a script. Unlike tsx it writes the types of
 * decorated constructors, by which Nest injects, and leaves packages alone, so that none is loaded twice.
 */
const options = (tsx) => ({
  jsc: {
    parser: { syntax: 'typescript', decorators: true, tsx },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      react: { runtime: 'automatic', importSource: 'preact' },
    },
    target: 'es2023',
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
});

const isOurs = (url) => url?.startsWith('file:') && !url.includes('/node_modules/');

registerHooks({
  resolve(specifier, context, next) {
    if (isOurs(context.parentURL) && specifier.startsWith('.') && specifier.endsWith('.js')) {
      for (const ending of ['.ts', '.tsx']) {
        const url = new URL(specifier.replace(/\.js$/, ending), context.parentURL);
        if (existsSync(url)) return { url: url.href, shortCircuit: true };
      }
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!isOurs(url) || !/\.tsx?$/.test(url)) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      ...options(url.endsWith('x')),
      filename,
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
