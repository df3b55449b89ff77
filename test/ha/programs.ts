import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepProcess } from '../support/keeper.js';

const DEBIAN = '/usr/lib/postgresql';

/** What Debian's packages bring. */
export interface Programs {
  etcd: string;
  patroni: string;
  haproxy: string;
  pgbouncer: string;
  postgres: string;
}

/** @throws Error that says which packages are missing */
export function findPrograms(): Programs {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const found = {
    etcd: '/usr/bin/etcd',
    patroni: '/usr/bin/patroni',
    haproxy: '/usr/sbin/haproxy',
    pgbouncer: '/usr/sbin/pgbouncer',
    postgres: join(DEBIAN, versions[0] ?? 'none', 'bin'),
  };
  const missing = Object.values(found).filter((path) => !existsSync(path));
  if (missing.length === 0) return found;
  throw new Error(
    `This needs packages of Debian, and ${missing.join(', ')} is not there. Install them: ` +
      'apt-get install --no-install-recommends patroni etcd-server haproxy pgbouncer postgresql-15',
  );
}

/** Who runs them: PostgreSQL and PgBouncer refuse root. */
export const account: { uid?: number; gid?: number } =
  process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

function idOf(which: string): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
}

export function give(path: string): void {
  if (account.uid !== undefined) chownSync(path, account.uid, account.gid!);
}

/** Ends with this process. What it says goes to a file. */
export function run(program: string, args: string[], log: string): ChildProcess {
  const child = spawn(program, args, {
    ...account,
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' },
  });
  keepProcess(child);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => appendFileSync(log, text));
  return child;
}

/** A process and all that it started, as far as they are its children still. */
export function withChildren(pid: number): number[] {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = parents.filter((name) => parentOf(name) === pid).map(Number);
  return [pid, ...children.flatMap(withChildren)];
}

function parentOf(pid: string): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

export function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended.
    }
  }
}
