import type { VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { Action, address, Badge, Exchange, Facts, Moment, OrderLink, text } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';

/** What may be done about it: a settled write is settled. */
const OPEN = new Set(['PENDING', 'UNKNOWN', 'FAILED']);

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
          ['Outcome', <Badge key="o" value={text(row['outcome']) || state} />],
          ['Detail', text(row['detail']) || text(row['error_code'])],
          ['Order', <OrderLink key="order" store={frame.store} code={text(row['entity_id'])} />],
          ['Natural key', text(row['natural_key'])],
          ['Id in Magento', text(row['magento_id'])],
          ['Attempts', text(row['attempts'])],
          ['Calls to Magento', text(row['magento_calls'])],
          ['Asked by', text(row['requested_by'])],
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
      {frame.admin && OPEN.has(state) && <Actions frame={frame} id={id} state={state} />}
      {dryRun && <Exchange title="What would be sent now" value={dryRun} />}
      <Exchange title="Last request" value={row['last_request']} />
      <Exchange title="What came of it" value={row['last_response']} />
    </Layout>
  );
}

function Actions({ frame, id, state }: { frame: Frame; id: string; state: string }): VNode {
  return (
    <p>
      <Action
        to={address(`operations/${id}/retry`, frame.store)}
        label={state === 'FAILED' ? 'Retry' : 'Settle now'}
        csrf={frame.csrf}
      />
      {(state === 'PENDING' || state === 'FAILED') && (
        <Action to={address(`operations/${id}/withdraw`, frame.store)} label="Withdraw" csrf={frame.csrf} />
      )}
      <Action to={address(`operations/${id}/dry-run`, frame.store)} label="Dry run" csrf={frame.csrf} />
    </p>
  );
}
