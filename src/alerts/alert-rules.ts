import type { ProblemKind } from '../problems/problems.read-model.js';
import { isAtLeast, ProblemSeverity } from '../problems/severity.js';
import type { AlertLine, ChannelRules } from './alert.types.js';
import { isQuiet } from './quiet-hours.js';

/** A problem as the rules look at it. */
export interface Watched {
  kind: ProblemKind;
  severity: ProblemSeverity;
  count: number;
  /** Somebody said that it is known. */
  ignored: boolean;
  isOver: boolean;
}

/** What was sent to a channel about a problem. */
export interface Sent {
  /** Messages so far. */
  times: number;
  lastCount: number;
  lastAt: Date;
  isOverSent: boolean;
}

export interface Due {
  what: AlertLine['what'];
  /** Tells messages of one kind apart. */
  step: number;
}

/** Growth is sent from here on: twice as many, and no fewer than so many more. */
const TIMES = 2;
const MORE = 5;

/** What is to be sent to a channel about a problem now; undefined: nothing. */
export function whatIsDue(
  problem: Watched,
  sent: Sent | undefined,
  rules: ChannelRules,
  now: Date,
): Due | undefined {
  // Where the beginning was sent, the end is too: the rules may have changed since.
  if (problem.isOver) return sent && !sent.isOverSent ? { what: 'OVER', step: 0 } : undefined;
  if (problem.ignored || !isMeant(problem, rules)) return undefined;
  if (!sent) return { what: 'BEGAN', step: 0 };
  const { count } = problem;
  if (count >= Math.max(sent.lastCount * TIMES, sent.lastCount + MORE)) {
    return { what: 'GREW', step: sent.times };
  }
  const hours = (now.getTime() - sent.lastAt.getTime()) / 3_600_000;
  const again = rules.repeatHours !== null && hours >= rules.repeatHours;
  return again ? { what: 'LASTS', step: sent.times } : undefined;
}

/** A channel that fails is shown in the console and counted: sent through channels, it would report itself. */
function isMeant({ kind, severity, count }: Watched, rules: ChannelRules): boolean {
  const { problemKinds, leastSeverity, leastCount } = rules;
  if (kind === 'alerts') return false;
  return (
    (problemKinds === null || problemKinds.includes(kind)) &&
    isAtLeast(severity, leastSeverity) &&
    count >= leastCount
  );
}

/** Whether a message waits for the end of the channel's quiet hours. */
export function isHeld(severity: ProblemSeverity, rules: ChannelRules, now: Date): boolean {
  if (rules.urgentInQuiet && severity === ProblemSeverity.Urgent) return false;
  return isQuiet(rules.quiet, now);
}

/** More at once are one message. */
const MOST_AT_ONCE = 5;

export function isStorm(messages: number): boolean {
  return messages > MOST_AT_ONCE;
}
