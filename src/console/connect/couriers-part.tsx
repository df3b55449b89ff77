import type { VNode } from 'preact';
import { address, Copy, Csrf, Moment } from '../views/cells.js';
import { Fold, Note } from '../views/blocks.js';
import { fieldNames } from '../views/field.js';
import { Badge } from '../views/pill.js';
import { eventTitle } from '../../words/kinds.js';
import type { CourierPlace } from './courier-places.js';
import { EVENTS_LOOKED_AT, type LastEvent } from './last-events.read-model.js';
import { GoOn, type PartMistake, type PartProps, partTo, Row, Secret, type ShownOnce } from './part-form.js';

export interface CouriersPartProps extends PartProps {
  places: CourierPlace[];
  last: Map<string, LastEvent>;
  /** Nobody said what the service's address is: it is that of the reader's own browser. */
  isGuessed: boolean;
  secret?: ShownOnce;
  mistake?: PartMistake;
}

/** What each aggregator is given: the address that it calls, and its key. */
export function CouriersPart(props: CouriersPartProps): VNode {
  const { store, places, secret, isGuessed } = props;
  return (
    <div class="parts stack">
      {secret && <Secret {...secret} />}
      <p class="help">
        An aggregator calls the address below and shows its key each time. The key is kept sealed and shown
        once; a call without it is answered 401, and kept nowhere.
      </p>
      {isGuessed && (
        <Note tone="attention">
          The addresses begin as the one that you opened this page with, since PUBLIC_URL is not set. An
          aggregator must be able to reach it from outside.
        </Note>
      )}
      {places.map((place) => (
        <Place key={place.id} place={place} {...props} />
      ))}
      <p class="help">
        Any other courier is connected by the setting{' '}
        <a href={address('store/settings', store.code) + '#couriers'}>Couriers</a>, and is listed here then.
      </p>
      <GoOn {...props} part="couriers" />
    </div>
  );
}

function Place(props: CouriersPartProps & { place: CourierPlace }): VNode {
  const { place, last, mistake } = props;
  const event = last.get(place.source);
  const isWrong = mistake?.of === place.id;
  return (
    <Fold summary={`${place.title}: ${stateInWords(place, event)}`} open={isWrong || place.hasKey}>
      <dl class="kv">
        <dt>Address</dt>
        <dd>
          <code class="wrap">{place.url}</code> <Copy text={place.url} what={`address for ${place.title}`} />
        </dd>
        <dt>Shows its key by</dt>
        <dd>{place.proof}</dd>
        <dt>Came in last</dt>
        <dd>
          <Last event={event} store={props.store.code} />
        </dd>
      </dl>
      <KeyForm {...props} wrong={isWrong ? mistake.errors.values().next().value : undefined} />
    </Fold>
  );
}

function stateInWords({ hasKey }: CourierPlace, event: LastEvent | undefined): string {
  if (!hasKey) return 'no key yet';
  return event ? 'has a key, and calls' : 'has a key, nothing has come in';
}

function Last({ event, store }: { event: LastEvent | undefined; store: string }): VNode {
  if (!event) return <span class="muted">Nothing among the newest {EVENTS_LOOKED_AT} events.</span>;
  return (
    <>
      <a href={address(`events/${event.id}`, store)}>
        {event.type === null ? 'A status without a type' : eventTitle(event.type)}
      </a>{' '}
      <Moment at={event.receivedAt} /> <Badge of="event" value={event.state} />
    </>
  );
}

function KeyForm(props: CouriersPartProps & { place: CourierPlace; wrong?: string }): VNode {
  const { frame, place, wrong } = props;
  const id = `key-${place.id}`;
  return (
    <form method="post" action={partTo(props, 'couriers')}>
      <Csrf token={frame.csrf} />
      <input type="hidden" name="courier" value={place.id} />
      <Row
        id={id}
        label={place.hasKey ? 'Another key' : 'Key'}
        help={`Leave it empty and the bridge makes one.${place.hasKey ? ' The one before ends at once.' : ''}`}
        wrong={wrong}
      >
        <input
          {...fieldNames(id, wrong !== undefined)}
          name="key"
          class="input"
          type="password"
          autocomplete="off"
        />
      </Row>
      {place.hasKey && (
        <label class="opt">
          <input type="checkbox" name="confirmed" value="true" required /> yes, {place.title} gets the new key
        </label>
      )}
      <p class="row">
        <button class={place.hasKey ? 'b risk' : 'b'}>
          {place.hasKey ? `Replace the key of ${place.title}` : `Set a key for ${place.title}`}
        </button>
      </p>
    </form>
  );
}
