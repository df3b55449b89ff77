import { describe, expect, it } from '@jest/globals';
import { AskedTogether } from './asked-together.js';

describe('AskedTogether', () => {
  it('asks once for the keys of one turn, and again for those of the next', async () => {
    const asked: number[][] = [];
    const together = new AskedTogether<number, string>((keys) => {
      asked.push(keys);
      return Promise.resolve(keys.map(String));
    });
    const first = await Promise.all([together.with(1), together.with(2), together.with(1)]);
    expect(first).toEqual([
      ['1', '2'],
      ['1', '2'],
      ['1', '2'],
    ]);
    expect(await together.with(1)).toEqual(['1']);
    expect(asked).toEqual([[1, 2], [1]]);
  });

  it('fails for all of a turn, and for no later one', async () => {
    let fails = true;
    const together = new AskedTogether<number, number>((keys) =>
      fails ? Promise.reject(new Error('no answer')) : Promise.resolve(keys),
    );
    const both = await Promise.allSettled([together.with(1), together.with(2)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await together.with(3)).toEqual([3]);
  });
});
