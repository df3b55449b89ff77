import type { VNode } from 'preact';
import type { NotificationRowDto } from '../../notifications/dto/notification.dto.js';
import { NotificationState } from '../../notifications/notification.types.js';
import { Right } from '../rights.js';
import { Facts, Note, Panel } from '../views/blocks.js';
import { Action, address, Csrf, Moment, OrderLink, PageLink, Quantity } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { Badge, Coded } from '../views/pill.js';
import { actorInWords, eventInWords, eventTitle } from '../../words/kinds.js';

/** What an event calls its order, and what may be done about it. The body may hold a customer's data and is left to the API. */
export function EventPage({ frame, event }: { frame: Frame; event: NotificationRowDto }): VNode {
  const { store } = frame;
  const type = event.notificationType;
  const isOpen = event.state === NotificationState.Waiting;
  return (
    <Layout
      frame={frame}
      title={type === null ? 'Event without a type' : eventTitle(type)}
      here="events"
      crumb={{ to: 'events', label: 'Waiting events' }}
      beside={<Badge of="event" value={event.state} />}
    >
      {event.reason && <Note tone={isOpen ? 'attention' : 'info'}>{event.reason}</Note>}
      <div class="cols">
        <div>
          {isOpen && frame.may[Right.Operate] && <Decide frame={frame} id={event.notificationId} />}
          <Facts
            title="What it says"
            rows={[
              ['Type', type && <Coded word={eventInWords(type)} code={type} />],
              ['Names', (event.names ?? []).join(', ')],
              ['Fields of the body', Object.keys(event.body).join(', ')],
            ]}
          />
        </div>
        <aside>
          <Facts
            rows={[
              ['From', actorInWords(event.source)],
              ['Order', event.forwardOrderCode && <OrderLink store={store} code={event.forwardOrderCode} />],
              [
                'Delivery',
                event.deliveryId && (
                  <PageLink store={store} to={`deliveries/${event.deliveryId}`} label="To the merchant" />
                ),
              ],
              ['Happened', <Moment at={event.eventTime} />],
              ['Received', <Moment at={event.receivedAt} />],
              ['Came again', <Quantity of={event.repeats} />],
            ]}
          />
        </aside>
      </div>
    </Layout>
  );
}

function Decide({ frame, id }: { frame: Frame; id: string }): VNode {
  const to = (action: string): string => address(`events/${id}/${action}`, frame.store);
  return (
    <Panel id="decide" title="Whose is it?">
      <div class="in asks">
        <Action to={to('retry')} label="Look again" csrf={frame.csrf} icon="again" />
        <Decision
          to={to('assign')}
          csrf={frame.csrf}
          label="Assign"
          name="orderCode"
          field="It is of order"
          most={255}
        />
        <Decision
          to={to('dismiss')}
          csrf={frame.csrf}
          label="Dismiss"
          name="reason"
          field="It is of no order here, because"
          most={500}
        />
      </div>
    </Panel>
  );
}

function Decision(props: {
  to: string;
  csrf: string;
  label: string;
  name: string;
  field: string;
  most: number;
}): VNode {
  const { to, csrf, label, name, field, most } = props;
  const id = `decide-${name}`;
  return (
    <form method="post" action={to} class="ask">
      <Csrf token={csrf} />
      <span>
        <label for={id}>{field}</label>
        <input class="input" id={id} name={name} maxLength={most} required />
      </span>
      <button class="b">{label}</button>
    </form>
  );
}
