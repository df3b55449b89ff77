import { describe, expect, it } from '@jest/globals';
import { ProblemSeverity } from '../problems/severity.js';
import type { ChannelRules } from './alert.types.js';
import { isHeld, isStorm, type Sent, type Watched, whatIsDue } from './alert-rules.js';

const NOW = new Date('2026-11-27T12:00:00Z');
const { Urgent, Serious, Notice } = ProblemSeverity;

const rules = (more: Partial<ChannelRules> = {}): ChannelRules => ({
  ...{ problemKinds: null, leastSeverity: Notice, leastCount: 1, repeatHours: null, quiet: null },
  urgentInQuiet: true,
  ...more,
});
const problem = (more: Partial<Watched> = {}): Watched => ({
  ...{ kind: 'writes', severity: Serious, count: 3, ignored: false, isOver: false },
  ...more,
});
const sent = (more: Partial<Sent> = {}): Sent => ({
  ...{ times: 1, lastCount: 3, lastAt: new Date('2026-11-27T09:00:00Z'), isOverSent: false },
  ...more,
});
const due = (of: Watched, before?: Sent, by = rules()) => whatIsDue(of, before, by, NOW);

describe('what a channel hears of a problem', () => {
  it('its beginning, once', () => {
    expect(due(problem())).toEqual({ what: 'BEGAN', step: 0 });
    expect(due(problem(), sent())).toBeUndefined();
  });

  it('its end, once, where the beginning was sent, also where the rules have changed since', () => {
    const over = problem({ isOver: true, ignored: true });
    expect(due(over)).toBeUndefined();
    expect(due(over, sent(), rules({ problemKinds: ['held'] }))).toEqual({ what: 'OVER', step: 0 });
    expect(due(over, sent({ isOverSent: true }))).toBeUndefined();
  });

  it.each([
    [1, 5, false],
    [1, 6, true],
    [3, 7, false],
    [3, 8, true],
    [10, 19, false],
    [10, 20, true],
    [100, 150, false],
    [100, 200, true],
  ])('that it grew: from %d to %d', (lastCount, count, isSent) => {
    const grew = isSent ? { what: 'GREW', step: 2 } : undefined;
    expect(due(problem({ count }), sent({ lastCount, times: 2 }))).toEqual(grew);
  });

  it('that it lasts, after the hours that are set and not before', () => {
    expect(due(problem(), sent(), rules({ repeatHours: 4 }))).toBeUndefined();
    expect(due(problem(), sent({ times: 4 }), rules({ repeatHours: 3 }))).toEqual({ what: 'LASTS', step: 4 });
  });

  it('nothing while somebody says that it is known, and its beginning once nobody does', () => {
    expect(due(problem({ ignored: true }))).toBeUndefined();
    expect(due(problem({ ignored: true, count: 90 }), sent(), rules({ repeatHours: 1 }))).toBeUndefined();
    expect(due(problem({ ignored: false }))).toBeDefined();
  });

  it.each<[string, Partial<Watched>, Partial<ChannelRules>, boolean]>([
    ['another kind', {}, { problemKinds: ['held', 'late'] }, false],
    ['one of its kinds', {}, { problemKinds: ['held', 'writes'] }, true],
    ['too mild', { severity: Notice }, { leastSeverity: Serious }, false],
    ['just as bad', { severity: Serious }, { leastSeverity: Serious }, true],
    ['worse', { severity: Urgent }, { leastSeverity: Serious }, true],
    ['not the worst', { severity: Serious }, { leastSeverity: Urgent }, false],
    ['too few', { count: 4 }, { leastCount: 5 }, false],
    ['as many', { count: 5 }, { leastCount: 5 }, true],
    ['a channel that fails', { kind: 'alerts' }, {}, false],
  ])('by its rules: %s', (_name, of, by, isSent) => {
    expect(due(problem(of), undefined, rules(by)) !== undefined).toBe(isSent);
  });
});

describe('quiet hours', () => {
  const quiet = { from: '11:00', to: '13:00', zone: 'UTC' };

  it('hold a message', () => {
    expect(isHeld(Serious, rules({ quiet }), NOW)).toBe(true);
    expect(isHeld(Serious, rules(), NOW)).toBe(false);
  });

  it('let the worst through, where the channel is set so', () => {
    expect(isHeld(Urgent, rules({ quiet }), NOW)).toBe(false);
    expect(isHeld(Urgent, rules({ quiet, urgentInQuiet: false }), NOW)).toBe(true);
  });
});

it('more than five at once are one message', () => {
  expect([5, 6].map(isStorm)).toEqual([false, true]);
});
