import type { VNode } from 'preact';
import { EndpointState } from '../../deliveries/delivery.types.js';
import { NOTIFICATION } from '../../notifications/notification.endpoint.js';
import { RETURN_ACK } from '../../returns/return-ack.endpoint.js';
import type { EndpointDto } from '../../deliveries/dto/endpoint.dto.js';
import { headingOf } from '../../magento/check/check-item.js';
import { deductsTwice } from '../../magento/check/shipping-check.js';
import { ShipAt, ShipmentMode } from '../../stores/dto/store-settings.dto.js';
import type { StoreCheckDto } from '../../stores/dto/store.dto.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { STREAM_NAMES } from '../../sync/streams.js';
import type { Row } from '../listings/listing.js';
import { Right } from '../rights.js';
import { Action, address, Badge, Facts, Moment, Table, text } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';

export function StoresPage({ frame, stores }: { frame: Frame; stores: Row[] }): VNode {
  return (
    <Layout frame={frame} title="Stores" here="stores">
      <Table
        caption="All stores"
        head={['Store', 'Magento', 'View', 'Mode', 'Polling', 'Connected']}
        rows={stores.map((row) => [
          <a key="code" href={address('store', text(row['code']))}>
            {text(row['code'])}
          </a>,
          text(row['base_url']),
          text(row['store_view']),
          text(row['mode']),
          row['paused'] ? 'paused' : 'on',
          <Moment key="at" at={row['created_at']} />,
        ])}
      />
    </Layout>
  );
}

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
    <Layout frame={frame} title={`Store ${store.code}`} here="stores">
      {secret && (
        <p class="notice" role="status">
          New signing secret of {secret.kind}, shown this once: <code>{secret.signingSecret}</code>
        </p>
      )}
      <Facts
        rows={[
          ['Magento', store.row.baseUrl],
          ['Store view', store.row.storeView],
          ['Signs in with', store.row.authScheme],
          ['Mode', store.settings.mode],
          ['Polling', store.paused ? 'paused' : 'on'],
          ['Shipping', shippingInWords(store)],
        ]}
      />
      <p>
        {frame.may[Right.Administer] && (
          <Action
            to={to(store.paused ? 'resume' : 'pause')}
            label={store.paused ? 'Resume' : 'Pause'}
            csrf={frame.csrf}
          />
        )}
        {frame.may[Right.Operate] && <Runs frame={frame} to={to} />}
      </p>
      {check && <Checks check={check} />}
      <Endpoints endpoints={endpoints} frame={frame} to={to} />
      <Settings frame={frame} store={store} to={to} />
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
    <>
      <Action to={to('check')} label="Check connection and rights" csrf={frame.csrf} />
      <Action to={to('run')} label="Run" csrf={frame.csrf}>
        <label for="stream">Stream</label>{' '}
        <select id="stream" name="stream">
          {STREAM_NAMES.map((stream) => (
            <option key={stream}>{stream}</option>
          ))}
        </select>{' '}
      </Action>
    </>
  );
}

function Settings({ frame, store, to }: { frame: Frame; store: StoreContext; to: To }): VNode {
  const settings = JSON.stringify(store.settings, null, 2);
  if (!frame.may[Right.Administer]) {
    return (
      <>
        <h2>Settings</h2>
        <pre>{settings}</pre>
      </>
    );
  }
  return (
    <>
      <h2>Settings</h2>
      <form method="post" action={to('settings')} class="settings">
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <label for="settings">
          As JSON; what is left out stays as it is. Each is explained in Swagger, under PUT /admin/stores.
        </label>
        <textarea id="settings" name="settings" rows={12} spellcheck={false}>
          {settings}
        </textarea>
        <button>Change</button>
      </form>
      <p>The connection and its credentials are changed with PUT /admin/stores/{store.code}.</p>
    </>
  );
}

function Checks({ check }: { check: StoreCheckDto }): VNode {
  return (
    <Table
      caption={`Check: ${headingOf(check.state)}`}
      head={Object.keys(check.checks[0] ?? {})}
      rows={check.checks.map((item) => Object.values(item).map(text))}
    />
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
      head={['Kind', 'URL', 'Receives', 'State', 'Failures', 'Last success', 'Last failure', 'Do']}
      rows={endpoints.map((endpoint) => [
        endpoint.kind,
        endpoint.sameAs === null ? endpoint.url : `${endpoint.url} (with ${endpoint.sameAs})`,
        receivesInWords(endpoint),
        <>
          <Badge value={endpoint.state} /> {text(endpoint.disabledReason)}
        </>,
        endpoint.failures,
        <Moment key="success" at={endpoint.lastSuccessAt} />,
        <Moment key="failure" at={endpoint.lastFailureAt} />,
        frame.may[Right.Administer] && (
          <>
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
      <select id={id} name="type">
        {types.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </select>{' '}
    </Action>
  );
}
