import { readFileSync } from 'node:fs';

const EVERY_MS = 100;
const NAMES = { now: 'VmRSS', peak: 'VmHWM' };

/** Resident memory of a process, in MiB: now, or the most since it began. */
function memoryOf(pid: number, which: keyof typeof NAMES): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${NAMES[which]}:\\s+(\\d+) kB`).exec(status)![1]) / 1024;
}

export const peakMemory = (pid: number): number => memoryOf(pid, 'peak');

/** The most that a process holds while something is done, in MiB: what it held before does not count. */
export async function mostMemory(pid: number, work: () => Promise<unknown>): Promise<number> {
  let most = memoryOf(pid, 'now');
  const timer = setInterval(() => (most = Math.max(most, memoryOf(pid, 'now'))), EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return Math.max(most, memoryOf(pid, 'now'));
}
