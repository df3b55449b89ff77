import { createRequire } from 'node:module';
import type { DestinationStream } from 'pino';

const PRETTY = 'pino-pretty';
/** Of each line; the chain of the audit log is for programs. */
const LEFT_OUT = 'pid,hostname,kind,at,position,hash,previousHash';

/** Lines for a person at a terminal, where the package is installed; the image has it not. Undefined: JSON lines. */
export const terminal: DestinationStream | undefined = process.stdout.isTTY ? prettyStream() : undefined;

function prettyStream(): DestinationStream | undefined {
  try {
    const pretty = createRequire(import.meta.url)(PRETTY) as (options: object) => DestinationStream;
    return pretty({ sync: true, singleLine: true, ignore: LEFT_OUT, translateTime: 'SYS:HH:MM:ss' });
  } catch {
    return undefined;
  }
}
