import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let keeper: ChildProcess | undefined;

/** Ends what is left behind by this process, also where it is killed: `kept-things.mjs`. */
function tellKeeper(line: string): void {
  if (!keeper) {
    keeper = spawn(process.execPath, [join(import.meta.dirname, 'kept-things.mjs')], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    keeper.unref();
    (keeper.stdin as Socket).unref();
  }
  keeper.stdin!.write(`${line}\n`);
}

/** The process ends with this one, however this one ends. */
export function keepProcess(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  tellKeeper(`+pid ${pid}`);
  // Another process may get its number.
  child.once('exit', () => tellKeeper(`-pid ${pid}`));
}

/** A directory of our own: with this process it goes, and a database server that runs below it ends. */
export function keptDirectory(name: string, parent = tmpdir()): string {
  const path = mkdtempSync(join(parent, name));
  tellKeeper(`+dir ${path}`);
  return path;
}

/** Ends all of it now. */
export async function endKept(): Promise<void> {
  if (!keeper) return;
  const ended = new Promise((done) => keeper!.once('exit', done));
  keeper.ref();
  keeper.stdin!.end();
  await ended;
}
