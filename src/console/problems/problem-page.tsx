import type { VNode } from 'preact';
import { Right } from '../rights.js';
import { Note, Panel } from '../views/blocks.js';
import { address, Csrf } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { problemInWords } from '../../problems/in-words.js';
import { ProblemList } from './problem-list.js';
import type { Problem } from '../../problems/problems.read-model.js';

/** One problem of the first page: who sees to it, and whether it is known. */
export function ProblemPage(props: {
  frame: Frame;
  problem: Problem | undefined;
  people: { id: string; name: string }[];
}): VNode {
  const { frame, problem, people } = props;
  if (!problem) {
    return (
      <Layout frame={frame} title="The problem is over" here="">
        <Note>There is no such problem any more. What is left is on the first page.</Note>
      </Layout>
    );
  }
  return (
    <Layout frame={frame} title={problemInWords(problem).title} here="">
      <ProblemList frame={frame} problems={[problem]} title="The problem" />
      {frame.may[Right.Operate] && (
        <>
          <Assign frame={frame} problem={problem} people={people} />
          <Ignore frame={frame} problem={problem} />
        </>
      )}
    </Layout>
  );
}

function Assign(props: { frame: Frame; problem: Problem; people: { id: string; name: string }[] }): VNode {
  const { frame, problem, people } = props;
  return (
    <Panel id="assign" title="Who sees to it">
      <div class="in">
        <form method="post" action={address('problems/assign', frame.store)} class="ask">
          <Csrf token={frame.csrf} />
          <Key problem={problem} />
          <span>
            <label for="assignee">Person</label>
            <select class="input" id="assignee" name="assignee">
              <option value="">nobody</option>
              {people.map(({ id, name }, index) => (
                <option key={id} value={id} selected={id === problem.assignee}>
                  {index === 0 ? `${name} (you)` : name}
                </option>
              ))}
            </select>
          </span>
          <button class="b">Assign</button>
        </form>
      </div>
    </Panel>
  );
}

function Ignore({ frame, problem }: { frame: Frame; problem: Problem }): VNode {
  return (
    <Panel id="ignore" title="Ignore">
      <div class="in">
        <p class="muted small">
          It goes to the ignored ones at the end of the first page, with your words. It comes back when one
          more is added, or after the day that you name.
        </p>
        <form method="post" action={address('problems/ignore', frame.store)} class="ask">
          <Csrf token={frame.csrf} />
          <Key problem={problem} />
          <input type="hidden" name="seen" value={problem.count} />
          <span>
            <label for="reason">Why it may wait</label>
            <input class="input" id="reason" name="reason" maxLength={500} required />
          </span>
          <span>
            <label for="until">Until the end of (empty: until it changes)</label>
            <input class="input" id="until" name="until" type="date" />
          </span>
          <button class="b">Ignore</button>
        </form>
      </div>
    </Panel>
  );
}

/** Which one, in a form. */
export function Key({ problem: { kind, subject, cause } }: { problem: Problem }): VNode {
  return (
    <>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="cause" value={cause} />
    </>
  );
}
