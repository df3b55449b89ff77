import type { VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { Right } from '../rights.js';
import { Note } from '../views/blocks.js';
import { Action, address, Copy, Money, Moment, OrderLink, PageLink, text } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { Badge } from '../views/pill.js';
import { paymentInWords, writeName } from '../../words/kinds.js';
import { inWords, reasonInWords, reasonOf } from '../../words/reasons.js';
import { OrderFacts } from './order-facts.js';
import { Items } from './order-items.js';
import { Journey } from './order-journey.js';
import { Parcels } from './order-parcels.js';
import type { OrderPageData } from './order.read-model.js';
import { Timeline } from './timeline.js';

/** Where an order is, what was done for it, and what keeps it. */
export function OrderPage({ frame, data }: { frame: Frame; data: OrderPageData }): VNode {
  const { order } = data;
  const former = text(order['former_entity_id']);
  const isReplaced = former !== '';
  const number = text(order['increment_id']);
  return (
    <Layout
      frame={frame}
      title={`Order ${number}`}
      here="orders"
      crumb={{ to: 'orders', label: 'Orders' }}
      beside={
        <>
          <Copy text={number} what="order number" />
          <Badge of="order" value={text(order['sync_state'])} />
        </>
      }
      about={
        <>
          <Money amount={order['grand_total']} currency={order['currency']} />,{' '}
          {paymentInWords(text(order['payment_method'])).toLowerCase()}. Placed{' '}
          <Moment at={order['magento_created_at']} />.
        </>
      }
      actions={frame.may[Right.Operate] && !isReplaced && <Actions frame={frame} order={order} />}
    >
      {isReplaced && (
        <Note tone="attention">
          Magento holds another order under its code <OrderLink store={frame.store} code={former} /> now. This
          one is kept for its history; nothing is sent or read for it.
        </Note>
      )}
      <Reason order={order} />
      <Obstacles data={data} store={frame.store} />
      <Journey data={data} />
      <div class="cols">
        <div>
          <Items order={order} items={data.items} />
          <Parcels parcels={data.parcels} store={frame.store} />
          <Timeline rows={data.timeline} operations={data.operations} store={frame.store} />
        </div>
        <OrderFacts data={data} store={frame.store} />
      </div>
    </Layout>
  );
}

/** Why it is held, waits or is left out. */
function Reason({ order }: { order: Row }): VNode | null {
  const reason = text(order['sync_reason']);
  if (reason === '') return null;
  const isHeld = order['sync_state'] === 'HELD';
  const words =
    reason === 'status_not_fetched'
      ? `Its status in Magento, “${inWords(text(order['status']))}”, is not fetched`
      : reasonInWords(reason);
  return (
    <Note tone={isHeld ? 'attention' : 'info'}>
      <b>{words}.</b> {reasonOf(reason)?.then}. <code class="small muted">{reason}</code>
    </Note>
  );
}

/** What keeps the order from going on, beside its state. */
function Obstacles({ data, store }: { data: OrderPageData; store: string }): VNode {
  const { parked } = data.order;
  const open = data.operations.filter((row) => !!OBSTACLES[text(row['state'])] && !isDone(row));
  return (
    <>
      {parked !== null && (
        <Note tone="danger">
          Parked: {text(parked)} <PageLink store={store} to="parked" label="Parked orders" />
        </Note>
      )}
      {open.map((row) => (
        <Note tone={row['state'] === 'FAILED' ? 'danger' : 'attention'} key={row['id']}>
          <PageLink store={store} to={`operations/${text(row['id'])}`} label={writeName(text(row['kind']))} />{' '}
          {OBSTACLES[text(row['state'])]} {text(row['detail']) || reasonInWords(text(row['error_code']))}
        </Note>
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

function Actions({ frame, order }: { frame: Frame; order: Row }): VNode {
  const page = `orders/${text(order['entity_id'])}`;
  const to = (action: string): string => address(`${page}/${action}`, frame.store);
  return (
    <>
      {order['sync_state'] === 'HELD' && (
        <>
          <a class="b" href={to('total')}>
            Explain its total
          </a>
          <Action to={to('release')} label="Release: pass it on as it is" csrf={frame.csrf} kind="primary" />
        </>
      )}
      <Action to={to('refresh')} label="Read it from Magento now" csrf={frame.csrf} icon="again" />
    </>
  );
}
