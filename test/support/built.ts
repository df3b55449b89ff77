import { spawn } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keepProcess } from './keeper.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** Each source has its compiled file, which is not older. */
export function isBuilt(): boolean {
  const sources = globSync('{src,migrations}/**/*.{ts,tsx}', { cwd: ROOT });
  return sources
    .filter((source) => !source.endsWith('.spec.ts'))
    .every((source) => {
      const compiled = join(ROOT, 'dist', source.replace(/\.tsx?$/, '.js'));
      return existsSync(compiled) && statSync(compiled).mtimeMs >= statSync(join(ROOT, source)).mtimeMs;
    });
}

/** @throws Error with what the compiler says */
export async function build(): Promise<void> {
  const nest = join(ROOT, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const child = spawn(process.execPath, [nest, 'build'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  keepProcess(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`The service could not be built:\n${output}`);
}
