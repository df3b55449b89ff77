import type { VNode } from 'preact';
import { EndpointState } from '../../deliveries/delivery.types.js';
import { NOTIFICATION } from '../../notifications/notification.endpoint.js';
import { RETURN_ACK } from '../../returns/return-ack.endpoint.js';
import type { EndpointDto } from '../../deliveries/dto/endpoint.dto.js';
import { deductsTwice } from '../../magento/check/shipping-check.js';
import { ShipAt, ShipmentMode } from '../../stores/dto/store-settings.dto.js';
import type { StoreCheckDto } from '../../stores/dto/store.dto.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { STREAM_NAMES } from '../../sync/streams.js';
import { Right } from '../rights.js';
import { FIELD_OF } from '../settings/fields.js';
import { valueInWords } from '../settings/in-words.js';
import { Facts, Note } from '../views/blocks.js';
import { Action, address, Moment } from '../views/cells.js';
import { Findings } from '../views/findings.js';
import { Badge, Coded, Pill } from '../views/pill.js';
import { StoreTabs } from '../views/store-tabs.js';
import { Table } from '../views/table.js';
import { SCHEME_WORDS } from '../words/set-up.js';
import { endpointInWords, streamInWords } from '../../words/kinds.js';
import { type Frame, Layout } from '../views/layout.js';

export interface StorePageProps {
  frame: Frame;
  store: StoreContext;
  endpoints: EndpointDto[];
  check?: StoreCheckDto;
  /** A secret that is shown this once. */
  secret?: { kind: string; signingSecret: string };
}

export function StorePage({ frame, store, endpoints, check, secret }: StorePageProps): VNode {
  const to: To = (what) => address(`store/${what}`, store.code);
  return (
    <Layout
      frame={frame}
      title={`Store ${store.code}`}
      here="store"
      crumb={frame.may[Right.Settings] ? { to: 'stores', label: 'Stores' } : undefined}
      beside={
        <Pill
          words={
            store.paused
              ? { word: 'Paused', tone: '', icon: 'pause' }
              : { word: 'Read', tone: 'ok', icon: 'done' }
          }
        />
      }
      about={store.row.baseUrl}
      actions={
        <>
          {frame.may[Right.Operate] && (
            <Action to={to('check')} label="Check connection and rights" csrf={frame.csrf} icon="again" />
          )}
          {frame.may[Right.Administer] && (
            <Action
              to={to(store.paused ? 'resume' : 'pause')}
              label={store.paused ? 'Resume' : 'Pause'}
              csrf={frame.csrf}
            />
          )}
          {frame.may[Right.Administer] && store.paused && (
            <a class="b" href={address('store/connect', store.code)}>
              Go on connecting
            </a>
          )}
        </>
      }
    >
      <StoreTabs store={store.code} here="store" frame={frame} />
      {secret && (
        <Note tone="ok" role="status">
          New signing secret of {secret.kind}, shown this once: <code>{secret.signingSecret}</code>
        </Note>
      )}
      <Facts
        rows={[
          ['Magento', store.row.baseUrl],
          ['Store view', store.row.storeView],
          ['Signs in with', SCHEME_WORDS[store.row.authScheme]],
          ['Mode', valueInWords(FIELD_OF.mode, store.settings.mode, frame.reader)],
          ['Polling', store.paused ? 'paused' : 'on'],
          ['Shipping', shippingInWords(store)],
        ]}
      />
      {frame.may[Right.Operate] && <Runs frame={frame} to={to} />}
      {check && <Findings check={check} />}
      <Endpoints endpoints={endpoints} frame={frame} to={to} />
    </Layout>
  );
}

function shippingInWords({ settings, row }: StoreContext): string {
  if (settings.shipmentMode === ShipmentMode.ShipOnce) {
    return settings.shipAt === ShipAt.Handover ? 'once, at handover' : 'once, at create shipment';
  }
  const { pairDeducts, unitsDeductedTwice = 0 } = row.traits;
  return pairDeducts === 'twice'
    ? deductsTwice(unitsDeductedTwice)
    : 'a document, then a shipment at handover';
}

type To = (what: string) => string;

const TEST_TYPES: Record<string, readonly string[]> = Object.fromEntries(
  [NOTIFICATION, RETURN_ACK].map(({ kind, test }) => [kind, test.types]),
);

function Runs({ frame, to }: { frame: Frame; to: To }): VNode {
  return (
    <section class="panel in" aria-label="Read now">
      <Action to={to('run')} label="Read now" csrf={frame.csrf}>
        <label for="stream">From Magento:</label>{' '}
        <select class="input" id="stream" name="stream">
          {STREAM_NAMES.map((stream) => (
            <option key={stream} value={stream}>
              {streamInWords(stream)}
            </option>
          ))}
        </select>{' '}
      </Action>
    </section>
  );
}

function Endpoints(props: { endpoints: EndpointDto[]; frame: Frame; to: To }): VNode {
  const { endpoints, frame, to } = props;
  const action = (kind: string, what: string, label: string): VNode => (
    <Action to={to(`endpoints/${kind}/${what}`)} label={label} csrf={frame.csrf} />
  );
  return (
    <Table
      caption="Endpoints"
      emptyTitle="No endpoint yet"
      empty={
        frame.may[Right.Administer] ? (
          <a class="b primary" href={to('endpoints')}>
            Set an endpoint
          </a>
        ) : (
          'What comes in for the merchant waits until somebody with the role admin sets one.'
        )
      }
      head={['Kind', 'URL', 'Receives', 'State', 'Failures', 'Last success', 'Last failure', 'Do']}
      rows={endpoints.map((endpoint) => [
        <Coded word={endpointInWords(endpoint.kind)} code={endpoint.kind} />,
        endpoint.sameAs === null ? endpoint.url : `${endpoint.url} (with ${endpoint.sameAs})`,
        receivesInWords(endpoint),
        <>
          <Badge of="endpoint" value={endpoint.disabledReason ?? endpoint.state} />
        </>,
        endpoint.failures,
        <Moment at={endpoint.lastSuccessAt} />,
        <Moment at={endpoint.lastFailureAt} />,
        frame.may[Right.Administer] && (
          <>
            <a class="b" href={to('endpoints')}>
              Change<span class="hide"> {endpointInWords(endpoint.kind)}</span>
            </a>
            <TestForm kind={endpoint.kind} to={to} csrf={frame.csrf} />
            {endpoint.sameAs === null && action(endpoint.kind, 'rotate', 'Rotate secret')}
            {endpoint.state === EndpointState.Enabled
              ? action(endpoint.kind, 'disable', 'Disable')
              : action(endpoint.kind, 'enable', 'Enable')}
          </>
        ),
      ])}
    />
  );
}

function receivesInWords({ types, language }: EndpointDto): string {
  const what = types === null ? 'all' : types.join(', ');
  return language === null ? what : `${what}; texts in ${language}`;
}

/** A sample of any type that the kind has; none where a test would be taken for the real thing. */
function TestForm({ kind, to, csrf }: { kind: string; to: To; csrf: string }): VNode | null {
  const types = TEST_TYPES[kind];
  if (!types) return null;
  const id = `test-${kind}`;
  return (
    <Action to={to(`endpoints/${kind}/test`)} label="Test" csrf={csrf}>
      <label for={id}>Send a test of type</label>{' '}
      <select class="input" id={id} name="type">
        {types.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </select>{' '}
    </Action>
  );
}
