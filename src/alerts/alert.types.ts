import type { ProblemKind } from '../problems/problems.read-model.js';
import type { ProblemSeverity } from '../problems/severity.js';

export enum ChannelKind {
  Email = 'EMAIL',
  Slack = 'SLACK',
  Webhook = 'WEBHOOK',
}

/** Meanings: COMMENT on alert_message.what. TEST is sent at once, and has no row. */
export type AlertWhat = 'BEGAN' | 'GREW' | 'LASTS' | 'OVER' | 'SUMMARY' | 'TEST';

/** Meanings: COMMENT on alert_message.state. */
export type MessageState = 'PENDING' | 'HELD' | 'SENT' | 'SUMMED';

/** Hours by a wall clock, `HH:MM`; an end before the begin is on the next day. */
export interface QuietHours {
  from: string;
  to: string;
  zone: string;
}

/** Which problems a channel tells, and when. */
export interface ChannelRules {
  /** null: all. */
  problemKinds: ProblemKind[] | null;
  leastSeverity: ProblemSeverity;
  leastCount: number;
  repeatHours: number | null;
  quiet: QuietHours | null;
  urgentInQuiet: boolean;
}

/** What is kept sealed of a channel. */
export interface ChannelSecrets {
  /** Of Slack: who has it may write there. */
  url?: string;
  /** Of a webhook; the newest first, an older one signs along until its time. */
  signing?: { secret: string; until?: string }[];
}

/** One problem in a message. */
export interface AlertLine {
  what: Exclude<AlertWhat, 'SUMMARY' | 'TEST'>;
  severity: ProblemSeverity;
  store: string;
  kind: ProblemKind;
  title: string;
  /** What it comes of, and what the bridge does. */
  why: string;
  count: number;
  /** ISO 8601, UTC. */
  since: string;
  /** Of the console, from its root. */
  path: string;
}

/** What a message says; the same at each try. */
export interface AlertContent {
  what: AlertWhat;
  severity: ProblemSeverity;
  title: string;
  /** ISO 8601, UTC. */
  at: string;
  lines: AlertLine[];
  /** Of a summary: how many it has no line for. */
  more?: number;
}

/** Where a message goes. */
export interface Receiver {
  channelId: string;
  kind: ChannelKind;
  target: string;
  secretsKeyId: string;
  secretsBox: Buffer;
}

/** What came of one try. */
export interface AlertResult {
  /** What the receiver said. */
  answer: string;
  /** Undefined: it took the message. */
  error?: string;
  retryAfterSeconds?: number;
  /** Nothing was sent, through no fault of the receiver; tried again after this time. */
  unsentForSeconds?: number;
}
