import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ShortMemory } from './short-memory.js';

let monotonic = 0;
let wall = 0;

beforeEach(() => {
  [monotonic, wall] = [1000, 1_800_000_000_000];
  jest.spyOn(performance, 'now').mockImplementation(() => monotonic);
  jest.spyOn(Date, 'now').mockImplementation(() => wall);
});

afterEach(() => void jest.restoreAllMocks());

function pass(ms: number, wallMs = ms): void {
  monotonic += ms;
  wall += wallMs;
}

describe(ShortMemory.name, () => {
  it('knows for as long as it was said, and says how long that is', () => {
    const memory = new ShortMemory<string | null>(2000);
    memory.set('a', null);
    memory.set('b', 'longer', 3000);
    pass(1999);
    expect([memory.get('a'), memory.leftMs('a'), memory.get('b')]).toEqual([null, 1, 'longer']);
    pass(1);
    expect([memory.get('a'), memory.leftMs('a'), memory.values()]).toEqual([undefined, 0, ['longer']]);
    memory.delete('b');
    expect([memory.get('b'), memory.get('c')]).toEqual([undefined, undefined]);
  });

  it.each([
    ['the wall clock is set back', 2000, -3_600_000],
    ['the machine was suspended', 0, 120_000],
  ])('knows nothing for longer because %s', (_what, ms, wallMs) => {
    const memory = new ShortMemory<number>(2000);
    memory.set('a', 1);
    pass(ms, wallMs);
    expect(memory.get('a')).toBeUndefined();
  });

  it('forgets the oldest first, and counts from the last time that it was given', () => {
    const memory = new ShortMemory<number>(2000, 2);
    memory.set('a', 1);
    memory.set('b', 2);
    memory.set('a', 3);
    memory.set('c', 4);
    expect(['a', 'b', 'c'].map((key) => memory.get(key))).toEqual([3, undefined, 4]);
  });
});
