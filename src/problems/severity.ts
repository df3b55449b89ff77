import { problemInWords } from './in-words.js';
import type { Problem } from './problems.read-model.js';

/** How bad a problem is. */
export enum ProblemSeverity {
  /** A promise is at risk: the shop is not read, an order cannot be taken in, a write shows no proof. */
  Urgent = 'URGENT',
  /** Something failed and stays undone until somebody acts. */
  Serious = 'SERIOUS',
  /** It waits for somebody. */
  Notice = 'NOTICE',
}

/** The worst first. */
const ORDER = [ProblemSeverity.Urgent, ProblemSeverity.Serious, ProblemSeverity.Notice];

/** A write of which Magento will never show by itself whether it took effect. */
const NO_PROOF = 'UNKNOWN EFFECT_NOT_PROVABLE';

export function severityOf(problem: Problem): ProblemSeverity {
  const { kind, cause } = problem;
  if (kind === 'reads' || kind === 'parked' || (kind === 'writes' && cause === NO_PROOF)) {
    return ProblemSeverity.Urgent;
  }
  return problemInWords(problem).tone === 'danger' ? ProblemSeverity.Serious : ProblemSeverity.Notice;
}

export function isAtLeast(severity: ProblemSeverity, least: ProblemSeverity): boolean {
  return ORDER.indexOf(severity) <= ORDER.indexOf(least);
}

/** For sorting, the worst first. */
export function bySeverity(a: ProblemSeverity, b: ProblemSeverity): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

export function worstOf(severities: ProblemSeverity[]): ProblemSeverity {
  return ORDER.find((one) => severities.includes(one)) ?? ProblemSeverity.Notice;
}
