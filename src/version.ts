import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Version of package.json, which lies above `src` in the sources and above `dist` when built. */
export const version = (
  createRequire(import.meta.url)(packageFile(import.meta.dirname)) as { version: string }
).version;

function packageFile(directory: string): string {
  const file = join(directory, 'package.json');
  return existsSync(file) ? file : packageFile(dirname(directory));
}
