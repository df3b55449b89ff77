import type { VNode } from 'preact';
import { REPLAYABLE } from '../../deliveries/delivery.types.js';
import type { DeliveryDetailDto } from '../../deliveries/dto/delivery.dto.js';
import { Right } from '../rights.js';
import { Action, address, Badge, Facts, Moment, NextTry, Table, text } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';

/** Tries and their answers. The body may hold a customer's data and is left to the API. */
export function DeliveryPage({ frame, delivery }: { frame: Frame; delivery: DeliveryDetailDto }): VNode {
  const id = delivery.deliveryId;
  return (
    <Layout frame={frame} title={`Delivery ${delivery.eventType}`} here="deliveries">
      <Facts
        rows={[
          ['State', <Badge key="s" value={delivery.state} />],
          ['Kind', delivery.kind],
          ['Order code', delivery.orderCode],
          ['Delivery', id],
          ['webhook-id', `msg_${id}`],
          ['Accepted', <Moment key="c" at={delivery.createdAt} />],
          ['Next try', <NextTry key="n" of={delivery.state} at={delivery.nextAttemptAt} />],
          ['Settled', <Moment key="t" at={delivery.settledAt} />],
          ['Fields of the body', Object.keys(delivery.body).join(', ')],
        ]}
      />
      {frame.may[Right.Operate] && REPLAYABLE.includes(delivery.state) && (
        <p>
          <Action to={address(`deliveries/${id}/replay`, frame.store)} label="Replay" csrf={frame.csrf} />
        </p>
      )}
      <Table
        caption="Tries"
        head={['Try', 'When', 'ms', 'Answer', 'Error', 'Request', 'Start of the answer']}
        rows={delivery.tries.map((one) => [
          one.attempt,
          <Moment key="at" at={one.at} />,
          one.durationMs,
          text(one.status),
          text(one.error),
          text(one.request),
          frame.may[Right.Payloads] ? text(one.response) : '',
        ])}
      />
    </Layout>
  );
}
