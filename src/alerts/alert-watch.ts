import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Tick } from '../platform/schedule/tick.decorator.js';
import { time } from '../platform/time/time.js';
import { PROBLEM_KINDS, problemsOfAll } from '../problems/problems.read-model.js';
import { ProblemSeverity } from '../problems/severity.js';
import type { AlertContent, AlertLine } from './alert.types.js';
import { type Due, isHeld, isStorm, type Sent, whatIsDue } from './alert-rules.js';
import {
  addMessages,
  ALERTS_WATCHED,
  channelsToTell,
  databaseNow,
  endGone,
  type KnownProblem,
  knownProblems,
  type NewMessage,
  noteSeen,
  takeTurn,
  sentOf,
} from './alert-watch.repository.js';
import {
  forgetIgnored,
  heldMessages,
  holdWaiting,
  releaseUrgent,
  settleHeld,
} from './alert-waiting.repository.js';
import { contentOf, lineOf, severityOfSeen, summaryOf } from './alert-words.js';
import { rulesOf } from './channel-words.js';
import type { AlertChannelEntity } from './entities/alert-channel.entity.js';
import { isQuiet } from './quiet-hours.js';
import { seenIn, uncertainIn } from './seen-problems.js';

/** What goes away and comes back within this time did not end. */
const ENDS_AFTER_SECONDS = 300;

/** A message that is due, not yet in its row. */
interface Draft {
  problem: KnownProblem;
  due: Due;
  severity: ProblemSeverity;
  isHeld: boolean;
}

/**
 * Looks which problems began, grew, last or ended, and writes down who is to hear of it: all in one transaction, by one process at a
 * time. One that dies has written nothing, and the next one comes to the same.
 */
@Injectable()
export class AlertWatch {
  private readonly logger = new Logger(AlertWatch.name);
  /** Kinds of a later release, each said once. */
  private readonly unknownKinds = new Set<string>();

  constructor(private readonly database: DataSource) {}

  @Tick({ name: 'alerts.watch', every: 30_000, due: ALERTS_WATCHED })
  async look(): Promise<void> {
    await this.database.transaction(async (manager) => {
      if (!(await takeTurn(manager))) return;
      const problems = await problemsOfAll(manager);
      await noteSeen(manager, seenIn(problems));
      await endGone(manager, time.waitSeconds(ENDS_AFTER_SECONDS), uncertainIn(problems));
      await forgetIgnored(manager);
      const now = await databaseNow(manager);
      const known = this.understood(await knownProblems(manager));
      const sent = await sentOf(
        manager,
        known.map(({ id }) => id),
      );
      for (const channel of await channelsToTell(manager)) {
        await this.tell(manager, channel, draftsFor(channel, known, sent, now), known, now);
      }
    });
  }

  /** After a rollback there are problems that this release has no words for: they wait for one that has, and hold up nothing else. */
  private understood(known: KnownProblem[]): KnownProblem[] {
    return known.filter(({ kind }) => {
      if (PROBLEM_KINDS.includes(kind)) return true;
      if (!this.unknownKinds.has(kind)) {
        this.logger.warn({ kind }, 'no alerts about problems of a kind that this release does not know');
      }
      this.unknownKinds.add(kind);
      return false;
    });
  }

  private async tell(
    manager: EntityManager,
    channel: AlertChannelEntity,
    drafts: Draft[],
    known: KnownProblem[],
    now: Date,
  ): Promise<void> {
    const quiet = isQuiet(rulesOf(channel).quiet, now);
    if (quiet) {
      await holdWaiting(manager, channel);
      await releaseUrgent(manager, channel.id, urgentAtOnce(channel, known, now));
    }
    const held = quiet ? NOTHING_HELD : await linesOfHeld(manager, channel.id, known);
    // What waited is said as it is by now: what is due of it besides would say the same again.
    const atOnce = drafts.filter(({ isHeld: waits, problem }) => !waits && !held.problemIds.has(problem.id));
    const storm = new Set(isStorm(atOnce.length) ? atOnce : []);
    const isSummed = (draft: Draft): boolean => storm.has(draft) || held.problemIds.has(draft.problem.id);
    const lines = [...held.lines, ...[...storm].map(({ problem, due }) => lineOf(due.what, problem))];
    const summary = lines.length > 0 ? summaryMessage(channel, lines, now) : undefined;
    if (held.problemIds.size > 0) await settleHeld(manager, channel.id, summary!.id, held.problemIds);
    const messages = drafts.map((draft) =>
      messageOf(channel, draft, now, isSummed(draft) ? summary!.id : null),
    );
    if (summary) messages.push(summary);
    if (messages.length > 0) await addMessages(manager, messages);
  }
}

function draftsFor(
  channel: AlertChannelEntity,
  known: KnownProblem[],
  sent: Map<string, Sent>,
  now: Date,
): Draft[] {
  const rules = rulesOf(channel);
  return known
    .filter(({ storeId }) => channel.storeId === null || channel.storeId === storeId)
    .flatMap((problem) => {
      const severity = severityOfSeen(problem);
      const due = whatIsDue({ ...problem, severity }, sent.get(`${channel.id} ${problem.id}`), rules, now);
      return due ? [{ problem, due, severity, isHeld: isHeld(severity, rules, now) }] : [];
    });
}

/** Ids of problems that are sent in quiet hours too, as the channel and their severity are now. */
function urgentAtOnce(channel: AlertChannelEntity, known: KnownProblem[], now: Date): string[] {
  const rules = rulesOf(channel);
  return known.filter((problem) => !isHeld(severityOfSeen(problem), rules, now)).map(({ id }) => id);
}

interface HeldLines {
  lines: AlertLine[];
  problemIds: ReadonlySet<string>;
}

const NOTHING_HELD: HeldLines = { lines: [], problemIds: new Set() };

/** What waited, as it is by now: one line for each problem. */
async function linesOfHeld(
  manager: EntityManager,
  channelId: string,
  known: KnownProblem[],
): Promise<HeldLines> {
  const held = await heldMessages(manager, channelId);
  const first = new Map<string, AlertLine['what']>();
  for (const { problemId, what } of held) {
    if (!first.has(problemId)) first.set(problemId, what as AlertLine['what']);
  }
  const said = known.filter(({ id }) => first.has(id));
  const lines = said.map((problem) => lineOf(problem.isOver ? 'OVER' : first.get(problem.id)!, problem));
  return { lines, problemIds: new Set(said.map(({ id }) => id)) };
}

function messageOf(
  channel: AlertChannelEntity,
  draft: Draft,
  now: Date,
  summedIn: string | null,
): NewMessage {
  const { problem, due, severity, isHeld: waits } = draft;
  return {
    ...base(channel, contentOf(lineOf(due.what, problem), now), severity),
    ...{ problemId: problem.id, step: due.step, count: problem.count, summedIn },
    state: summedIn !== null ? 'SUMMED' : waits ? 'HELD' : 'PENDING',
  };
}

function summaryMessage(channel: AlertChannelEntity, lines: AlertLine[], now: Date): NewMessage {
  const content = summaryOf(lines, now);
  return {
    ...base(channel, content, content.severity),
    ...{ problemId: null, step: 0, count: lines.length, summedIn: null, state: 'PENDING' },
  };
}

function base(
  { id }: AlertChannelEntity,
  content: AlertContent,
  severity: ProblemSeverity,
): Pick<NewMessage, 'id' | 'channelId' | 'what' | 'content' | 'urgent'> {
  const urgent = severity === ProblemSeverity.Urgent;
  return { id: randomUUID(), channelId: id, what: content.what, content, urgent };
}
