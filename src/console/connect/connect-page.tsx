import type { VNode } from 'preact';
import type { StoreContext } from '../../stores/stores.service.js';
import { Panel } from '../views/blocks.js';
import { address, Moment } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { type ConnectProps, type Step, STEPS, stepAddress } from './connect-step.js';
import { AddressStep, BeginStep, CheckStep, SettingsStep } from './steps.js';

const TITLES: Record<Step, string> = {
  address: 'Address and sign-in',
  check: 'Check',
  settings: 'Settings that matter first',
  begin: 'Begin',
};

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
              {step === now ? <Now {...props} /> : <OtherStep step={step} {...props} />}
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

const isBefore = (step: Step, now: Step): boolean => STEPS.indexOf(step) < STEPS.indexOf(now);

/** A check that was never made is passed over, and not done. */
function classOf(step: Step, { now, store }: ConnectProps): string {
  if (step === now) return 'now';
  return isBefore(step, now) && (step !== 'check' || store?.row.traits.checkedAt !== undefined)
    ? 'done'
    : 'todo';
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
function OtherStep({ step, now, store }: ConnectProps & { step: Step }): VNode {
  const isDone = store !== undefined && isBefore(step, now);
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

const SCHEME_WORDS: Record<StoreContext['row']['authScheme'], string> = {
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
          {row.baseUrl}, store view “{row.storeView}”, signs in with {SCHEME_WORDS[row.authScheme]}.
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
