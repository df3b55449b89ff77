import 'reflect-metadata';
import { afterEach, expect, it, jest } from '@jest/globals';
import { Command, CommandRunner, Option, readArguments } from './command.js';

@Command({ name: 'count', arguments: '<what> [where]', description: 'Counts.' })
class CountCommand extends CommandRunner {
  override run(): Promise<void> {
    return Promise.resolve();
  }

  @Option({ flags: '--store <code>', description: 'Store code', required: true })
  store(value: string): string {
    return value.toLowerCase();
  }

  @Option({ flags: '--dry-run', description: 'Only say it' })
  dryRun(): boolean {
    return true;
  }
}

afterEach(() => {
  jest.restoreAllMocks();
});

function mistakeIn(...words: string[]): string {
  let said = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (said += String(text)) !== '');
  jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  expect(() => readArguments([CountCommand], words)).toThrow('exit 1');
  return said;
}

it('names the command, its arguments and its options as their methods read them', () => {
  expect(readArguments([CountCommand], ['count', 'orders', '--store', 'Main', '--dry-run'])).toEqual({
    command: CountCommand,
    args: ['orders'],
    options: { store: 'main', dryRun: true },
  });
});

it.each([
  ['an option that is needed', ['count', 'orders'], "required option '--store <code>' not specified"],
  ['an argument', ['count', '--store', 'a'], "missing required argument 'what'"],
  ['more than is taken', ['count', 'a', 'b', 'c', '--store', 'a'], 'too many arguments'],
  ['an unknown option', ['count', 'a', '--store', 'a', '--all'], "unknown option '--all'"],
  ['an unknown command', ['sum'], "unknown command 'sum'"],
])('refuses %s in words', (_what, words, said) => {
  expect(mistakeIn(...words)).toContain(said);
});
