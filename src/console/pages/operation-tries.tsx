import type { VNode } from 'preact';
import type { OperationTryDto } from '../../operations/dto/operation.dto.js';
import { Right } from '../rights.js';
import { Code, Fold } from '../views/blocks.js';
import { address, text } from '../views/cells.js';
import type { Frame } from '../views/layout.js';
import { masked } from '../views/masked.js';
import { TriesPanel } from './tries.js';

interface OperationTriesProps {
  frame: Frame;
  id: string;
  tries: OperationTryDto[];
  chosen?: number;
}

/** Each send of a write; nothing before the first one. */
export function OperationTries({ frame, id, tries, chosen }: OperationTriesProps): VNode | null {
  const one = tries.find(({ attempt }) => attempt === chosen) ?? tries.at(-1);
  if (!one) return null;
  const to = (attempt: number): string => address(`operations/${id}`, frame.store, { try: String(attempt) });
  return (
    <TriesPanel frame={frame} tries={tries} one={one} to={to}>
      {frame.may[Right.Payloads] ? (
        <Sent one={one} />
      ) : (
        <p class="muted">Your role does not see what was sent.</p>
      )}
    </TriesPanel>
  );
}

function Sent({ one }: { one: OperationTryDto }): VNode {
  const { method, path, body } = one.request;
  const answer = one.error ?? one.response;
  return (
    <>
      <Fold summary="Request" open>
        <Code
          title={`${text(method)} ${text(path)}`.trim()}
          code={body === undefined ? 'No body' : JSON.stringify(masked(body), null, 2)}
          aside="values of a customer masked"
        />
      </Fold>
      {answer !== null && (
        <Fold summary={one.status === null ? 'What came of it' : 'Answer'} open>
          <Code title={one.status === null ? 'No answer' : `Answer: ${one.status}`} code={answer} />
        </Fold>
      )}
      {one.durationMs === null && (
        <p class="small muted">
          It was stamped, and nothing is known of its end: it may be under way, or its process died. What
          Magento shows is looked at before it is sent again.
        </p>
      )}
      <p class="small muted">Headers: authorization, content-type; their values are not kept.</p>
    </>
  );
}
