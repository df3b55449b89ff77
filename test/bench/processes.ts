import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

/** Peak resident memory of a process so far, in MiB. */
export function peakMemory(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
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
  ratio: number;
  target: string;
  met: boolean;
}

export function row(
  what: string,
  ours: string,
  reference: string,
  ratio: number,
  target: string,
  met: boolean,
): Row {
  return { what, ours, reference, ratio: Math.round(ratio * 100) / 100, target, met };
}
