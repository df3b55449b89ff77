import { runCommand } from '../../src/cli/run-command.js';

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** A command as `npm run cli` runs it, in this process: a process of its own takes seconds to start. One at a time. */
export async function commandLine(environment: Record<string, string>, words: string[]): Promise<Ended> {
  const { argv, exitCode } = process;
  const ended: Ended = { code: 0, stdout: '', stderr: '' };
  const back = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name];
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array) => {
      ended[name] += String(chunk);
      return true;
    };
    return () => (stream.write = write);
  });
  process.argv = [argv[0]!, 'cli.js', ...words];
  process.exitCode = 0;
  try {
    await runCommand(environment);
    ended.code = Number(process.exitCode);
  } finally {
    process.argv = argv;
    process.exitCode = exitCode;
    for (const restore of back) restore();
  }
  return ended;
}
