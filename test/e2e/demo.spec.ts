import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

describe('the demo', () => {
  it('walks the way of an order without a mismatch', async () => {
    const ended = await new Promise<{ code: unknown; stdout: string }>((done) => {
      execFile(
        process.execPath,
        ['--import', 'tsx', 'test/sandbox/demo.ts', '--once'],
        { cwd: ROOT, maxBuffer: 1 << 24 },
        (error, stdout) => done({ code: error?.code ?? 0, stdout }),
      );
    });
    expect(ended.stdout.match(/.*(MISMATCH|FAILED).*/g)).toBeNull();
    expect(ended.stdout).toContain('13. A return');
    expect(ended.stdout).toContain('Every step did what it should.');
    expect(ended.code).toBe(0);
  }, 240_000);
});
