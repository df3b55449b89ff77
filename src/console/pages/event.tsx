import type { VNode } from 'preact';
import type { NotificationRowDto } from '../../notifications/dto/notification.dto.js';
import { NotificationState } from '../../notifications/notification.types.js';
import { Right } from '../rights.js';
import { Action, address, Badge, Facts, Moment, OrderLink, PageLink } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';

/** What an event calls its order, and what may be done about it. The body may hold a customer's data and is left to the API. */
export function EventPage({ frame, event }: { frame: Frame; event: NotificationRowDto }): VNode {
  const { store } = frame;
  const isOpen = event.state === NotificationState.Waiting;
  return (
    <Layout frame={frame} title={`Event ${event.notificationType ?? 'without a type'}`} here="events">
      <Facts
        rows={[
          ['State', <Badge key="s" value={event.state} />],
          ['Why', event.reason],
          ['Source', event.source],
          ['Names', (event.names ?? []).join(', ')],
          ['Order', event.forwardOrderCode && <OrderLink store={store} code={event.forwardOrderCode} />],
          [
            'Delivery',
            event.deliveryId && (
              <PageLink store={store} to={`deliveries/${event.deliveryId}`} label={event.deliveryId} />
            ),
          ],
          ['Happened', <Moment key="h" at={event.eventTime} />],
          ['Received', <Moment key="r" at={event.receivedAt} />],
          ['Came again', String(event.repeats)],
          ['Fields of the body', Object.keys(event.body).join(', ')],
        ]}
      />
      {isOpen && frame.may[Right.Operate] && <Decide frame={frame} id={event.notificationId} />}
    </Layout>
  );
}

function Decide({ frame, id }: { frame: Frame; id: string }): VNode {
  const to = (action: string): string => address(`events/${id}/${action}`, frame.store);
  return (
    <>
      <Action to={to('retry')} label="Look again" csrf={frame.csrf} />
      <Action to={to('assign')} label="Assign" csrf={frame.csrf}>
        <label for="assign-order">It is of order</label>{' '}
        <input id="assign-order" name="orderCode" maxLength={255} required />{' '}
      </Action>
      <Action to={to('dismiss')} label="Dismiss" csrf={frame.csrf}>
        <label for="dismiss-reason">It is of no order here, because</label>{' '}
        <input id="dismiss-reason" name="reason" maxLength={500} required />{' '}
      </Action>
    </>
  );
}
