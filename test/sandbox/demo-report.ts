import { isDeepStrictEqual } from 'node:util';

export type Call = (
  method: string,
  path: string,
  body?: object,
  store?: string,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: Record<string, any>; text: string; type: string }>;

/** What the demo prints, and how often something was not as it should be. */
export const report = { mismatches: 0, steps: 0 };

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** @param name as the README calls it */
export function step(name: string, words = ''): void {
  report.steps++;
  say(`\n${report.steps}. ${name}${words && `: ${words}`}`);
}

export function expectEqual(what: string, actual: unknown, expected: unknown): void {
  const same = isDeepStrictEqual(actual, expected);
  if (!same) report.mismatches++;
  say(
    `  ${same ? 'ok      ' : 'MISMATCH'} ${what}: ${JSON.stringify(actual)}${same ? '' : `, expected ${JSON.stringify(expected)}`}`,
  );
}
