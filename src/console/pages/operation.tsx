import type { VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { UNPROVABLE } from '../../operations/operation-conditions.repository.js';
import { Right } from '../rights.js';
import { Action, address, Badge, Exchange, Facts, Moment, named, OrderLink, text } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';

export function OperationPage({ frame, row, dryRun }: { frame: Frame; row: Row; dryRun?: object }): VNode {
  const id = text(row['id']);
  const state = text(row['state']);
  return (
    <Layout
      frame={frame}
      title={`${text(row['kind'])} of order ${text(row['increment_id'])}`}
      here="operations"
    >
      <Facts
        rows={[
          ['State or outcome', <Badge key="o" value={text(row['outcome']) || state} />],
          ['Detail', text(row['detail']) || text(row['error_code'])],
          ['Order', <OrderLink key="order" store={frame.store} code={text(row['entity_id'])} />],
          ['Natural key', text(row['natural_key'])],
          ['Id in Magento', text(row['magento_id'])],
          ['Attempts', text(row['attempts'])],
          ['Calls to Magento', text(row['magento_calls'])],
          ['Asked by', named(row['requested_by'], row['requested_name'])],
          ['Request', text(row['request_id'])],
          ['Operation', id],
          ['Accepted', <Moment key="c" at={row['created_at']} />],
          ['Times sent', text(row['sends'])],
          ['In doubt since', <Moment key="s" at={row['sent_at']} />],
          ['Doubt ends', <Moment key="d" at={row['doubt_ends_at']} />],
          ['Needs a person since', <Moment key="a" at={row['attention_since']} />],
          ['Settled', <Moment key="t" at={row['settled_at']} />],
          ['Next attempt', <Moment key="n" at={row['next_attempt_at']} />],
        ]}
      />
      {state === 'FAILED' && <p>{failedInWords(row)}</p>}
      {frame.may[Right.Operate] && <Actions frame={frame} row={row} />}
      {dryRun && <Exchange title="What would be sent now" value={dryRun} />}
      {frame.may[Right.Payloads] && (
        <>
          <Exchange title="Last request" value={row['last_request']} />
          <Exchange title="What came of it" value={row['last_response']} />
        </>
      )}
    </Layout>
  );
}

/** Who has the next word about a write that failed. */
function failedInWords(row: Row): string {
  if (row['error_code'] === 'WITHDRAWN') return 'It was withdrawn and is tried no more; nothing was changed.';
  if (row['error_code'] === 'REDONE') {
    return 'Nothing was sent for it; the operation it rested on is done again.';
  }
  if (row['attention_since'] !== null) {
    return 'It was given up; nothing was changed. Retry it, or withdraw it.';
  }
  return 'Its caller was answered with this error and may repeat the request; nothing was changed.';
}

/** Only what can work: a settled write is settled, and nothing is asked for an order that another has replaced. */
function Actions({ frame, row }: { frame: Frame; row: Row }): VNode | null {
  const { id, state } = row as { id: string; state: string };
  const to = (action: string): string => address(`operations/${id}/${action}`, frame.store);
  const isKept = text(row['entity_id']).startsWith('-');
  const isShadowed = row['outcome'] === 'SHADOWED' && !frame.inShadow;
  const isOpen = isShadowed || state === 'PENDING' || state === 'UNKNOWN' || state === 'FAILED';
  const isDroppable =
    state === 'PENDING' ||
    (state === 'FAILED' && row['attention_since'] !== null) ||
    (state === 'UNKNOWN' && row['error_code'] === UNPROVABLE);
  return (
    <p>
      {isOpen && !isKept && <Action to={to('retry')} label={RETRY_LABELS[state]!} csrf={frame.csrf} />}
      {isDroppable && <Action to={to('withdraw')} label="Withdraw" csrf={frame.csrf} />}
      {isOpen && !isKept && <Action to={to('dry-run')} label="Dry run" csrf={frame.csrf} />}
    </p>
  );
}

/** What a retry is in each state. */
const RETRY_LABELS: Record<string, string> = {
  PENDING: 'Try now',
  UNKNOWN: 'Look now',
  FAILED: 'Retry',
  SETTLED: 'Send now',
};
