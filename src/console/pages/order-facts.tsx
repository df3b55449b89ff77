import type { VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { Facts, Panel } from '../views/blocks.js';
import { Id, Moment, OrderLink, PageLink, text } from '../views/cells.js';
import { Icon } from '../views/icons.js';
import { Badge, Coded } from '../views/pill.js';
import { actorInWords, writeName } from '../../words/kinds.js';
import { inWords } from '../../words/reasons.js';
import { stateInWords } from '../words/states.js';
import type { OrderPageData } from './order.read-model.js';

/** Beside the story: documents, writes, and the keys that other systems know it by. */
export function OrderFacts({ data, store }: { data: OrderPageData; store: string }): VNode {
  const { order, documents, operations } = data;
  return (
    <aside>
      <Facts title="Documents" rows={documentsOf(documents)} />
      <Writes rows={operations} store={store} />
      <Facts
        title="Keys"
        rows={[
          ['Order code', <Id of={order['entity_id']} what="order code" />],
          ...earlierOrders(order, store),
          [
            'Sync state',
            <Coded
              word={stateInWords('order', text(order['sync_state'])).word}
              code={text(order['sync_state'])}
            />,
          ],
          [
            'Magento status',
            <Coded
              word={inWords(text(order['status']))}
              code={`${text(order['status'])} (${text(order['state'])})`}
            />,
          ],
          ['Payment', text(order['payment_code'])],
          ['First seen', <Moment at={order['first_seen_at']} />],
          ['Last read', <Moment at={order['read_at']} />],
          ['E-mail hash', <Id of={order['email_hash']} what="hash of the e-mail" />],
          ...(order['erased_at'] === null
            ? []
            : [['Customer erased', <Moment at={order['erased_at']} />] as [string, VNode]]),
        ]}
      />
    </aside>
  );
}

function documentsOf(documents: Row[]): [string, VNode | string][] {
  if (documents.length === 0) return [['In Magento', 'None yet']];
  return documents.map((row) => [
    text(row['kind']),
    <>
      {text(row['code']) || text(row['magento_id'])}{' '}
      <span class="muted small">
        <Moment at={row['created_at']} />
      </span>
    </>,
  ]);
}

function Writes({ rows, store }: { rows: Row[]; store: string }): VNode | null {
  if (rows.length === 0) return null;
  return (
    <Panel id="writes" title="Writes to Magento">
      <div class="in">
        <ol class="tl">
          {rows.map((row) => {
            const outcome = text(row['outcome']);
            return (
              <li key={row['id']} class={stateInWords('write', outcome).tone}>
                <Icon name="write" />
                <p class="what">
                  <PageLink
                    store={store}
                    to={`operations/${text(row['id'])}`}
                    label={writeName(text(row['kind']))}
                  />
                  <Badge of="write" value={outcome} />
                </p>
                <p class="by">
                  {actorInWords(text(row['requested_by']))}, <Moment at={row['created_at']} />
                </p>
                {row['detail'] !== null && <p class="by">{text(row['detail'])}</p>}
              </li>
            );
          })}
        </ol>
      </div>
    </Panel>
  );
}

/** Those that had its code before Magento was installed again. */
function earlierOrders(order: Row, store: string): [string, VNode[]][] {
  const codes = (order['former_codes'] ?? []) as string[];
  if (codes.length === 0) return [];
  return [
    ['Earlier orders of this code', codes.map((code) => <OrderLink key={code} store={store} code={code} />)],
  ];
}
