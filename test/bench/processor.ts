import type pg from 'pg';
import { readdirSync, readFileSync } from 'node:fs';

/** Hundredths of a second, in which the kernel counts. */
const TICKS = 100;

interface Stat {
  parent: number;
  own: number;
  /** Of its children that have ended. */
  ended: number;
}

/** A child that ends while it is looked for is in neither number, or in both: then it is looked again, so many times. */
const LOOKS = 10;

/** Seconds of processor that a process, its children and its ended children have used. */
export function cpuSeconds(pid: number): number {
  for (let look = 1; ; look++) {
    const before = statOf(pid)?.ended;
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => statOf(Number(name)))
      .filter((stat) => stat?.parent === pid);
    const now = statOf(pid);
    if (now?.ended !== before && look < LOOKS) continue;
    const own = (now?.own ?? 0) + (now?.ended ?? 0);
    return children.reduce((sum, child) => sum + child!.own + child!.ended, own);
  }
}

/** Undefined of a process that has ended meanwhile. */
function statOf(pid: number): Stat | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ').map(Number);
    const [user, system, childUser, childSystem] = fields.slice(11, 15) as [number, number, number, number];
    return { parent: fields[1]!, own: (user + system) / TICKS, ended: (childUser + childSystem) / TICKS };
  } catch {
    return undefined;
  }
}

/** The postmaster that serves this database on this machine. */
export async function postgresOf(db: Pick<pg.Pool, 'query'>): Promise<number> {
  const { rows } = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return statOf(rows[0]!.pid)!.parent;
}
