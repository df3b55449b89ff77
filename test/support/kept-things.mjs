/**
 * Outlives the process that started it, by as long as it takes to end what that one has left behind: processes, and directories
 * with the database server that runs below them. Each line of its input names one, or takes it back; the end of the input is
 * the end of that process, however it came.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 20_000;
const LOOK_MS = 50;
const kept = new Set();

function send(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

async function end(pid, signal, lastSignal) {
  if (!send(pid, signal)) return;
  // What is frozen takes no signal.
  send(pid, 'SIGCONT');
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    if (!send(pid, 0)) return;
    await sleep(LOOK_MS);
  }
  send(pid, lastSignal);
}

async function endDirectory(path) {
  const file = join(path, 'postgres', 'postmaster.pid');
  if (existsSync(file)) await end(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGINT', 'SIGQUIT');
  rmSync(path, { recursive: true, force: true });
}

// It is ended by nobody's Ctrl-C.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('+')) kept.add(line.slice(1));
  else kept.delete(line.slice(1));
}
const named = (kind) => [...kept].filter((one) => one.startsWith(`${kind} `)).map((one) => one.slice(4));
await Promise.all(named('pid').map((pid) => end(Number(pid), 'SIGTERM', 'SIGKILL')));
await Promise.all(named('dir').map(endDirectory));
