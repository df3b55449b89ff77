import { describe, expect, it } from '@jest/globals';
import { findingIn, isClean } from './finding.js';

const END = (violations: number, schedules = 40): string =>
  `seed 1: ${schedules} schedules in 0.10 minutes, 400 a minute, 45 ms of CPU each (database left out), ${violations} violations\n`;
const WORDS = 'INVOICE (FAILED) has 1 effects and not 0';

describe(findingIn, () => {
  it('finds a fault where the judge named a contradiction', () => {
    const text = `${END(1)}violation: --seed 1 --path 39\n{"store":0}\n  ${WORDS}\n  row: {}\n`;
    expect(findingIn(text, 1)).toEqual({ is: 'found', schedules: 40, words: WORDS });
  });

  it('reads the words of a wave', () => {
    const text = `${END(1)}violation: --seed 1 --path 0 --waves\n{"events":[]}\n  schedule 3:\n  ${WORDS}\n`;
    expect(findingIn(text, 1)).toMatchObject({ is: 'found', words: WORDS });
  });

  it('finds none where all went well', () => {
    const finding = findingIn(END(0), 0);
    expect(finding).toEqual({ is: 'not found', schedules: 40 });
    expect(isClean(finding)).toBe(true);
  });

  it.each([
    ['does not compile or start', '', 1],
    ['ends in the middle', '120 schedules, 0 failed, 600 a minute\n', 1],
    ['is killed', '120 schedules, 1 failed, 600 a minute\n', null],
    ['plays nothing', END(0, 0), 0],
    ['cannot clean up after itself', END(0), 1],
    ['counts a violation and does not say which', END(1), 1],
  ])('finds nothing where the explorer %s', (_what, text, code) => {
    expect(findingIn(text, code).is).toBe('not played');
    expect(isClean(findingIn(text, code))).toBe(false);
  });
});
