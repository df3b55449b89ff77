import type { VNode } from 'preact';
import { DeliveryState } from '../../deliveries/delivery.types.js';
import type { DeliveryDetailDto } from '../../deliveries/dto/delivery.dto.js';
import { address, Id, Moment, NextTry } from '../views/cells.js';
import type { Frame } from '../views/layout.js';
import { endpointInWords } from '../../words/kinds.js';

/** What a delivery is known by elsewhere. */
export function Keys({ frame, delivery }: { frame: Frame; delivery: DeliveryDetailDto }): VNode {
  const { eventType, kind, orderCode, deliveryId, state, nextAttemptAt, settledAt } = delivery;
  const isPending = state === DeliveryState.Pending;
  return (
    <dl class="kv">
      <dt>Event</dt>
      <dd>
        <code>{eventType}</code>
      </dd>
      <dt>To</dt>
      <dd>{endpointInWords(kind)}</dd>
      <dt>Order code</dt>
      <dd>
        <a href={address('orders', frame.store, { q: orderCode })}>{orderCode}</a>
      </dd>
      <dt>Message id</dt>
      <dd>
        <Id of={`msg_${deliveryId}`} what="message id" />
      </dd>
      <dt>{isPending ? 'Next try' : 'Done'}</dt>
      <dd>{isPending ? <NextTry of={state} at={nextAttemptAt} /> : <Moment at={settledAt} />}</dd>
    </dl>
  );
}
