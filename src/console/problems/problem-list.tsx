import type { VNode } from 'preact';
import { Right } from '../rights.js';
import { Action, address, Moment } from '../views/cells.js';
import { Trend } from '../views/chart.js';
import { number } from '../views/format.js';
import { Icon } from '../views/icons.js';
import type { Frame } from '../views/layout.js';
import { counted } from '../../words/kinds.js';
import { problemInWords } from '../../problems/in-words.js';
import { HOURS, type Problem } from '../../problems/problems.read-model.js';

/** Groups by cause: what, why, how many since when, and the button that solves it. */
export function ProblemList({
  frame,
  problems,
  title,
}: {
  frame: Frame;
  problems: Problem[];
  title: string;
}): VNode {
  return (
    <section aria-labelledby="problems">
      <div class="sub">
        <h2 id="problems">{title}</h2>
        <p>Trend of the last {HOURS} hours</p>
      </div>
      <ol class="panel">
        {problems.map((problem, index) => (
          <Item key={index} frame={frame} problem={problem} />
        ))}
      </ol>
    </section>
  );
}

function Item({ frame, problem }: { frame: Frame; problem: Problem }): VNode {
  const { tone, title, why, unit, list } = problemInWords(problem);
  const { count, first, last, hours } = problem;
  const inHours = hours.reduce((sum, of) => sum + of, 0);
  return (
    <li class={`problem ${tone}`.trim()}>
      <Icon name={tone === 'danger' ? 'no' : tone === '' ? 'pause' : 'warn'} />
      <div>
        <h3>
          <a href={address(list.path, frame.store, list.filter)}>{title}</a>
        </h3>
        <p>
          {why} First <Moment at={first} />
          {count > 1 && (
            <>
              , last <Moment at={last} />
            </>
          )}
          .{problem.assignee !== null && ` With ${problem.assignee_name ?? problem.assignee}.`}
        </p>
      </div>
      <Trend hours={hours} label={`${counted(inHours, 'of them', 'of them')} in the last ${HOURS} hours`} />
      <p class="n">
        {number(count, frame.reader)}
        <small>{unit}</small>
      </p>
      <div class="acts">
        <Act frame={frame} problem={problem} />
        {frame.may[Right.Operate] && (
          <a class="small" href={address('problems', frame.store, keyOf(problem))}>
            Ignore or assign<span class="hide"> {title}</span>
          </a>
        )}
      </div>
    </li>
  );
}

function keyOf({ kind, subject, cause }: Problem): Record<string, string> {
  return { kind, subject, cause };
}

/** Who may not press it is shown the rows instead. */
function Act({ frame, problem }: { frame: Frame; problem: Problem }): VNode {
  const { act, list } = problemInWords(problem);
  if (act === undefined || !frame.may[Right.Operate]) {
    return (
      <a class="b s" href={address(list.path, frame.store, list.filter)}>
        Look at {problem.count === 1 ? 'it' : 'them'}
      </a>
    );
  }
  if ('ask' in act) {
    return (
      <a class="b s" href={address(list.path, frame.store, { ...list.filter, ask: 'all' })}>
        {act.label}
      </a>
    );
  }
  return (
    <Action to={address(act.path, frame.store)} label={act.label} csrf={frame.csrf} kind="s">
      {Object.entries(act.fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </Action>
  );
}
