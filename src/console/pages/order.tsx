import type { VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { Right } from '../rights.js';
import { Action, address, Badge, Facts, Moment, OrderLink, PageLink, Table, text } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import type { OrderPageData } from './order.read-model.js';
import { Timeline } from './timeline.js';

export function OrderPage({ frame, data }: { frame: Frame; data: OrderPageData }): VNode {
  const { order } = data;
  const former = text(order['former_entity_id']);
  const isReplaced = former !== '';
  return (
    <Layout frame={frame} title={`Order ${text(order['increment_id'])}`} here="orders">
      <Facts
        rows={[
          ['Order code', text(order['entity_id'])],
          ...earlierOrders(order, frame.store),
          ['Sync state', <Badge key="s" value={text(order['sync_state'])} />],
          ['Why', text(order['sync_reason'])],
          ['Magento status', `${text(order['status'])} (${text(order['state'])})`],
          ['Total', `${text(order['grand_total'])} ${text(order['currency'])}`],
          ['Payment', text(order['payment_code'])],
          ['Ordered', <Moment key="o" at={order['magento_created_at']} />],
          ['First seen', <Moment key="f" at={order['first_seen_at']} />],
          ['Acknowledged', <Moment key="a" at={order['acknowledged_at']} />],
          ['Last read', <Moment key="r" at={order['read_at']} />],
          ['E-mail hash', text(order['email_hash'])],
          ['Customer erased', <Moment key="e" at={order['erased_at']} />],
        ]}
      />
      {isReplaced && (
        <p class="alarm">
          Magento holds another order under its code <OrderLink store={frame.store} code={former} /> now. This
          one is kept for its history; nothing is sent or read for it.
        </p>
      )}
      <Obstacles data={data} store={frame.store} />
      {frame.may[Right.Operate] && !isReplaced && <Actions frame={frame} order={order} />}
      <Timeline rows={data.timeline} store={frame.store} />
      <Operations rows={data.operations} store={frame.store} />
      <Table
        caption="Items"
        head={['Item', 'SKU', 'Ordered', 'Cancelled', 'Refunded']}
        rows={data.items.map((row) => Object.values(row).map(text))}
      />
      <Table
        caption="Documents in Magento"
        head={['Kind', 'Id', 'Code', 'Made']}
        rows={data.documents.map((row) => [
          text(row['kind']),
          text(row['magento_id']),
          text(row['code']),
          <Moment key="at" at={row['created_at']} />,
        ])}
      />
    </Layout>
  );
}

/** What keeps the order from going on, beside its sync state. */
function Obstacles({ data, store }: { data: OrderPageData; store: string }): VNode {
  const { parked } = data.order;
  const open = data.operations.filter((row) => !!OBSTACLES[text(row['state'])] && !isDone(row));
  return (
    <>
      {parked !== null && (
        <p class="alarm">
          Parked: {text(parked)} <PageLink store={store} to="parked" label="Parked orders" />
        </p>
      )}
      {open.map((row) => (
        <p class="alarm" key={row['id']}>
          <PageLink store={store} to={`operations/${text(row['id'])}`} label={text(row['kind'])} />{' '}
          {OBSTACLES[text(row['state'])]} {text(row['detail']) || text(row['error_code'])}
        </p>
      ))}
    </>
  );
}

const OBSTACLES: Record<string, string> = {
  PENDING: 'waits for a worker.',
  RUNNING: 'is under way; the order takes no other write meanwhile.',
  UNKNOWN: 'is in doubt; the order takes no other write until Magento shows what became of it.',
  FAILED: 'was given up and needs a person.',
};

/** Answered to its caller as an error, or withdrawn. */
function isDone({ state, attention_since: attention }: Row): boolean {
  return state === 'FAILED' && attention === null;
}

/** Those that had its code before Magento was installed again. */
function earlierOrders(order: Row, store: string): [string, VNode[]][] {
  const codes = (order['former_codes'] ?? []) as string[];
  if (codes.length === 0) return [];
  return [
    ['Earlier orders of this code', codes.map((code) => <OrderLink key={code} store={store} code={code} />)],
  ];
}

function Actions({ frame, order }: { frame: Frame; order: Row }): VNode {
  const to = (action: string): string => address(`orders/${text(order['entity_id'])}/${action}`, frame.store);
  return (
    <p>
      {order['sync_state'] === 'HELD' && (
        <>
          <PageLink
            store={frame.store}
            to={`orders/${text(order['entity_id'])}/total`}
            label="Explain its total"
          />{' '}
          <Action to={to('release')} label="Release: pass it on as it is" csrf={frame.csrf} />
        </>
      )}
      <Action to={to('refresh')} label="Read it from Magento now" csrf={frame.csrf} />
    </p>
  );
}

function Operations({ rows, store }: { rows: Row[]; store: string }): VNode {
  return (
    <Table
      caption="Writes to Magento"
      head={['Kind', 'State or outcome', 'Detail', 'Attempts', 'Calls', 'Asked by', 'Accepted']}
      rows={rows.map((row) => [
        <PageLink key="id" store={store} to={`operations/${text(row['id'])}`} label={text(row['kind'])} />,
        <Badge key="outcome" value={text(row['outcome'])} />,
        text(row['detail']),
        text(row['attempts']),
        text(row['magento_calls']),
        text(row['requested_by']),
        <Moment key="at" at={row['created_at']} />,
      ])}
    />
  );
}
