import { afterEach, describe, expect, it } from '@jest/globals';
import { until, waitAloud } from '../support/until.js';

describe('a wait', () => {
  let quiet = (): void => {};

  afterEach(() => quiet());

  const afterLooks = (looks: number) => {
    let looked = 0;
    return () => Promise.resolve(++looked > looks || undefined);
  };

  it('gives up after its tries', async () => {
    await expect(until(afterLooks(5), 3, 1)).rejects.toThrow('in vain');
  });

  it('that somebody watches goes on for as long as it takes, and says so', async () => {
    const said: number[] = [];
    quiet = waitAloud((seconds) => said.push(seconds), 1);
    expect(await until(afterLooks(20), 3, 2)).toBe(true);
    expect(said.length).toBeGreaterThan(1);
  });
});
