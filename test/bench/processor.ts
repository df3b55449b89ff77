import type pg from 'pg';
import { readdirSync, readFileSync } from 'node:fs';

/** Hundredths of a second, in which the kernel counts. */
const TICKS = 100;

interface Stat {
  parent: number;
  /** With what its ended children used. */
  seconds: number;
}

/** Seconds of processor that a process, its children and its ended children have used. */
export function cpuSeconds(pid: number): number {
  const own = statOf(pid)?.seconds ?? 0;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === pid);
  return children.reduce((sum, child) => sum + child!.seconds, own);
}

/** Undefined of a process that has ended meanwhile. */
function statOf(pid: number): Stat | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ').map(Number);
    const times = fields.slice(11, 15) as [number, number, number, number];
    return { parent: fields[1]!, seconds: times.reduce((sum, time) => sum + time, 0) / TICKS };
  } catch {
    return undefined;
  }
}

/** The postmaster that serves this database on this machine. */
export async function postgresOf(db: Pick<pg.Pool, 'query'>): Promise<number> {
  const { rows } = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return statOf(rows[0]!.pid)!.parent;
}
