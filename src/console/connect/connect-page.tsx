import type { VNode } from 'preact';
import { StoreMode } from '../../platform/outgoing/store-mode.js';
import { sameOrdersWords } from '../../stores/store-view-check.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { Facts, Note, Panel } from '../views/blocks.js';
import { Action, address, Csrf, Moment } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { FIELD_OF, type SettingName } from '../settings/fields.js';
import { valueInWords } from '../settings/in-words.js';
import { DrawnFrom, type FormState, SettingRow } from '../settings/settings-fields.js';
import { Elsewhere, Mistakes } from '../settings/settings-page.js';
import type { Change } from '../settings/typed.js';
import { SETTING_WORDS } from '../words/settings.js';
import { ConnectionForm } from './connection-fields.js';
import type { ConnectionState } from './connection-form.js';
import { Findings, type Found, NewestOrders } from './findings.js';

/** Settings that should be right before the first order is read. */
export const KEY_SETTINGS: readonly SettingName[] = [
  'statusesToFetch',
  'startDate',
  'storeIds',
  'slaDays',
  'shipAt',
  'pushToIncreff',
  'mode',
];

export const STEPS = ['address', 'check', 'settings', 'begin'] as const;
export type Step = (typeof STEPS)[number];

const TITLES: Record<Step, string> = {
  address: 'Address and sign-in',
  check: 'Check',
  settings: 'Settings that matter first',
  begin: 'Begin',
};

interface ConnectProps {
  frame: Frame;
  now: Step;
  /** None before the first step is done. */
  store?: StoreContext;
  connection?: ConnectionState;
  found?: Found;
  form?: FormState;
  elsewhere?: Change[];
  /** Codes of stores that take the orders that this one would take. */
  sharing?: string[];
}

/** A store is connected step by step; each is a page that can be left and come back to. */
export function ConnectPage(props: ConnectProps): VNode {
  const { frame, store, now } = props;
  return (
    <Layout
      frame={frame}
      title={store ? `Connect store ${store.code}` : 'Connect a store'}
      here="stores"
      crumb={{ to: 'stores', label: 'Stores' }}
      isStill
      about="After the first step the store exists and is paused: no order is taken in and nothing is changed in Magento before the last step starts it. You can leave and come back."
    >
      <div class="cols">
        <ol class="steps">
          {STEPS.map((step, index) => (
            <li
              key={step}
              class={classOf(step, props)}
              data-n={index + 1}
              aria-current={step === now ? 'step' : undefined}
            >
              <h2>{TITLES[step]}</h2>
              {step === now ? <Now {...props} /> : <Aside step={step} {...props} />}
            </li>
          ))}
        </ol>
        <aside>
          <GoodToKnow />
        </aside>
      </div>
    </Layout>
  );
}

/** A check that was never made is passed over, and not done. */
function classOf(step: Step, { now, store }: ConnectProps): string {
  if (step === now) return 'now';
  const isPassed = STEPS.indexOf(step) < STEPS.indexOf(now);
  return isPassed && (step !== 'check' || store?.row.traits.checkedAt !== undefined) ? 'done' : 'todo';
}

function Now(props: ConnectProps): VNode {
  switch (props.now) {
    case 'address':
      return <AddressStep {...props} />;
    case 'check':
      return <CheckStep {...props} />;
    case 'settings':
      return <SettingsStep {...props} />;
    case 'begin':
      return <BeginStep {...props} />;
  }
}

/** A step that is not the current one: what it is about, or what came of it. */
function Aside({ step, now, store }: ConnectProps & { step: Step }): VNode {
  const isDone = store !== undefined && STEPS.indexOf(step) < STEPS.indexOf(now);
  return (
    <p class="muted">
      {isDone ? <Done step={step} store={store} /> : TODO[step]}{' '}
      {store && step !== 'begin' && (
        <a href={stepAddress(step, store)}>
          {isDone ? BACK[step] : 'Go there'}
          <span class="hide">: {TITLES[step]}</span>
        </a>
      )}
    </p>
  );
}

const SCHEME_WORDS: Record<string, string> = {
  oauth1: 'OAuth 1.0a',
  bearer: 'an access token',
  admin: 'a user and a password',
};

/** What one goes back to a step for. */
const BACK: Record<Exclude<Step, 'begin'>, string> = {
  address: 'Change',
  check: 'Look again',
  settings: 'Change',
};

const TODO: Record<Step, string> = {
  address: 'Where the shop is, and how to get in',
  check: 'Address, sign-in, rights and statuses, and the newest orders for show',
  settings: 'Which orders, from when on, and whether anything goes out',
  begin: 'A last look, and the start',
};

function Done({ step, store }: { step: Step; store: StoreContext }): VNode {
  const { row, settings } = store;
  switch (step) {
    case 'address':
      return (
        <>
          {row.baseUrl}, store view “{row.storeView}”, signs in with{' '}
          {SCHEME_WORDS[row.authScheme] ?? row.authScheme}.
        </>
      );
    case 'check':
      return row.traits.checkedAt === undefined ? (
        <>Not checked yet.</>
      ) : (
        <>
          Last checked <Moment at={row.traits.checkedAt} />.
        </>
      );
    case 'settings':
    case 'begin':
      return <>Fetches {settings.statusesToFetch.join(', ')}.</>;
  }
}

export function stepAddress(step: Step, store: StoreContext): string {
  return address('store/connect', store.code, { step });
}

function AddressStep({ frame, store, connection }: ConnectProps): VNode {
  const to = store ? address('store/connect/address', store.code) : address('stores/new', frame.store);
  return (
    <ConnectionForm
      state={connection!}
      csrf={frame.csrf}
      to={to}
      isKnown={store !== undefined}
      button={store ? 'Save and check' : 'Add the store, paused'}
    >
      {store && <Link step="check" store={store} label="Leave it as it is" />}
    </ConnectionForm>
  );
}

function CheckStep({ frame, store, found }: ConnectProps): VNode {
  const isWell = found?.check.state === 'well';
  return (
    <>
      {found ? (
        <>
          <Findings check={found.check} />
          <NewestOrders orders={found.orders} />
        </>
      ) : (
        <p class="muted">
          The check asks the shop, and changes nothing there. It shows the newest orders, and keeps none.
        </p>
      )}
      <div class="row">
        {isWell && <Link step="settings" store={store!} label="Go on to the settings" kind="primary" />}
        <Action
          to={address('store/connect/check', store!.code)}
          label={found ? 'Check again' : 'Check now'}
          kind={isWell ? '' : 'primary'}
          icon="again"
          csrf={frame.csrf}
        />
        {!isWell && found && <Link step="settings" store={store!} label="Go on as it is" />}
      </div>
    </>
  );
}

function SettingsStep({ frame, store, form, elsewhere = [] }: ConnectProps): VNode {
  return (
    <form method="post" action={address('store/connect/settings', store!.code)}>
      <Csrf token={frame.csrf} />
      <DrawnFrom settings={form!.settings} />
      <Mistakes errors={form!.errors} />
      {elsewhere.length > 0 && <Elsewhere changes={elsewhere} frame={frame} />}
      {KEY_SETTINGS.map((name) => (
        <SettingRow key={name} name={name} form={form!} />
      ))}
      <p class="row">
        <button class="b primary">Save and go on</button>
      </p>
    </form>
  );
}

function BeginStep({ frame, store, sharing = [] }: ConnectProps): VNode {
  const { row, code, settings } = store!;
  return (
    <>
      {sharing.length > 0 && <Note tone="attention">{sameOrdersWords(sharing)}</Note>}
      <Facts
        title="What begins"
        rows={[
          ['Magento', `${row.baseUrl}, store view “${row.storeView}”`],
          ...KEY_SETTINGS.map((name): [string, string] => [
            SETTING_WORDS[name].label,
            valueInWords(FIELD_OF[name], settings[name], frame.reader),
          ]),
        ]}
      />
      <p>
        From then on orders are read every few seconds.{' '}
        {settings.mode === StoreMode.Shadow
          ? 'In shadow mode nothing goes out.'
          : 'The store is live: what Increff asks for is written to Magento.'}
      </p>
      <div class="row">
        <Action
          to={address('store/connect/start', code)}
          label="Start the store"
          kind="primary"
          csrf={frame.csrf}
        />
        <a class="b" href={address('store', code)}>
          Leave it paused
        </a>
      </div>
    </>
  );
}

function Link(props: { step: Step; store: StoreContext; label: string; kind?: string }): VNode {
  return (
    <a class={`b ${props.kind ?? ''}`.trim()} href={stepAddress(props.step, props.store)}>
      {props.label}
    </a>
  );
}

function GoodToKnow(): VNode {
  return (
    <Panel id="know" title="Good to know">
      <div class="in stack">
        <div>
          <h3>Two stores on one Magento?</h3>
          <p class="help">
            Magento lists the orders of every view. Name the store views in step 3, or each store takes all of
            them.
          </p>
        </div>
        <div>
          <h3>Which sign-in?</h3>
          <p class="help">
            An integration’s four values (OAuth 1.0a) work with every release. They do not expire and can be
            limited to the rights that are needed.
          </p>
        </div>
        <div>
          <h3>Moving over from another integration?</h3>
          <p class="help">Choose shadow mode in step 3: the store records what it would send.</p>
        </div>
      </div>
    </Panel>
  );
}

/** For a store that is under way: nothing is to be begun. */
export function AlreadyStartedPage({ frame, store }: { frame: Frame; store: StoreContext }): VNode {
  return (
    <Layout frame={frame} title={`Store ${store.code} is started`} here="stores" isStill>
      <p>
        It is read and written. To connect it again, pause it first on{' '}
        <a href={address('store', store.code)}>its page</a>.
      </p>
    </Layout>
  );
}
