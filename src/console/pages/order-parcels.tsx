import type { VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { address, Copy, Moment, text } from '../views/cells.js';
import { Icon, type IconName } from '../views/icons.js';
import { Pill } from '../views/pill.js';
import { eventTitle } from '../../words/kinds.js';
import { stateInWords, type Words } from '../words/states.js';
import type { Tone } from '../../words/tone.js';

/** What a courier says, by how it is meant: arrived, on its way, or in trouble. */
const ARRIVED = new Set(['DELIVERED', 'EXCHANGE_DELIVERED', 'RTO_DELIVERED', 'RTO_ACKNOWLEDGED']);
const TROUBLE = new Set([
  'FAILED_DELIVERY',
  'UNDELIVERED',
  'RTO',
  'LOST',
  'DAMAGED',
  'DESTROYED',
  'SHIPMENT_STUCK',
  'SLA_BREACHED',
  'MISROUTED',
  'PICKUP_ERROR',
  'DELAYED',
]);

function toneOf(type: string): { tone: Tone; icon: IconName } {
  if (ARRIVED.has(type)) return { tone: 'ok', icon: 'done' };
  return TROUBLE.has(type) ? { tone: 'attention', icon: 'warn' } : { tone: '', icon: 'truck' };
}

/** Each parcel with its AWB and what its courier said, the newest first. */
export function Parcels({ parcels, store }: { parcels: Row[]; store: string }): VNode | null {
  if (parcels.length === 0) return null;
  return (
    <section aria-labelledby="parcels">
      <div class="sub">
        <h2 id="parcels">Parcels</h2>
      </div>
      <div class="halves">
        {parcels.map((parcel, index) => (
          <Parcel key={parcel['id']} parcel={parcel} number={index + 1} store={store} />
        ))}
      </div>
    </section>
  );
}

function Parcel({ parcel, number, store }: { parcel: Row; number: number; store: string }): VNode {
  const tracks = (parcel['tracks'] ?? []) as { awb: string; courier: string }[];
  const events = (parcel['events'] ?? []) as Row[];
  return (
    <div class="panel">
      <header>
        <h3>Parcel {number}</h3>
        <Pill words={stateOf(parcel, events[0])} code={text(parcel['sync_state'])} />
        <span class="push small muted">{text(parcel['shipment_id'])}</span>
      </header>
      <div class="in">
        <dl class="kv">
          {tracks.map(({ awb, courier }) => (
            <>
              <dt>Courier</dt>
              <dd>{courier}</dd>
              <dt>AWB</dt>
              <dd>
                <span class="id">
                  {awb}
                  <Copy text={awb} what="AWB" />
                </span>
              </dd>
            </>
          ))}
          {tracks.length === 0 && (
            <>
              <dt>AWB</dt>
              <dd class="muted">Not yet</dd>
            </>
          )}
          <dt>Packed at</dt>
          <dd>{text(parcel['location_code']) || '–'}</dd>
        </dl>
      </div>
      {events.length > 0 && (
        <div class="in">
          <ol class="tl">
            {events.map((event) => (
              <Event key={event['id']} event={event} store={store} />
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}

/** What the courier said last says more than what was written to Magento. */
function stateOf(parcel: Row, newest: Row | undefined): Words {
  const state = text(parcel['sync_state']);
  if (!newest || state === 'VOID') return stateInWords('parcel', state);
  const type = text(newest['type']);
  return { word: eventTitle(type), ...toneOf(type) };
}

function Event({ event, store }: { event: Row; store: string }): VNode {
  const type = text(event['type']);
  const { tone, icon } = toneOf(type);
  const delivery = text(event['delivery_id']);
  return (
    <li class={tone}>
      <Icon name={icon} />
      <p class="what">
        <span title={type}>{eventTitle(type)}</span>
        <Moment at={event['at']} />
      </p>
      <p class="by">
        {text(event['courier'])}
        {delivery !== '' && (
          <>
            {' '}
            <a href={address(`deliveries/${delivery}`, store)}>Passed on to the merchant</a>
          </>
        )}
      </p>
    </li>
  );
}
