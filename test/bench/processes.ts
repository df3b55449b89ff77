import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Starts a script of this folder; answers the words behind READY. */
export function startScript(name: string, args: string[]): Promise<{ words: string[]; child: ChildProcess }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, name), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((done, fail) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const line = /READY (.*)\n/.exec(output);
      if (line) done({ words: line[1]!.split(' '), child });
    });
    child.once('exit', (code) => fail(new Error(`${name} ended with ${code}`)));
  });
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export interface Row {
  what: string;
  ours: string;
  reference: string;
  /** A number, or the median and spread of several. */
  ratio: string;
  target: string;
  met: boolean;
}

export function row(
  what: string,
  ours: string,
  reference: string,
  ratio: number | string,
  target: string,
  met: boolean,
): Row {
  const shown = typeof ratio === 'string' ? ratio : String(Math.round(ratio * 100) / 100);
  return { what, ours, reference, ratio: shown, target, met };
}
