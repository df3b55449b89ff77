import type { VNode } from 'preact';
import { Right } from '../rights.js';
import { Action, address, Moment } from '../views/cells.js';
import type { Frame } from '../views/layout.js';
import { Table } from '../views/table.js';
import { problemInWords } from '../../problems/in-words.js';
import { Key } from './problem-page.js';
import type { Problem } from '../../problems/problems.read-model.js';

/** What somebody said is known: still there, still counted, and the way back. */
export function Ignored({ frame, problems }: { frame: Frame; problems: Problem[] }): VNode {
  return (
    <Table
      caption={`Ignored: ${problems.length}`}
      head={['Problem', { label: 'Why it may wait', full: true }, 'By', 'Until', '']}
      rows={problems.map((problem) => {
        const { title, list } = problemInWords(problem);
        return [
          <a href={address(list.path, frame.store, list.filter)}>{title}</a>,
          problem.ignored_reason,
          problem.ignored_by_name ?? problem.ignored_by,
          problem.ignored_until ? <Moment at={problem.ignored_until} /> : 'it changes',
          frame.may[Right.Operate] && (
            <Action to={address('problems/show', frame.store)} label="Show again" csrf={frame.csrf} kind="s">
              <Key problem={problem} />
            </Action>
          ),
        ];
      })}
    />
  );
}
