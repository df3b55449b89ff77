import type { VNode } from 'preact';
import type { StoreContext } from '../../stores/stores.service.js';
import { Panel } from '../views/blocks.js';
import { address, Moment } from '../views/cells.js';
import { type Frame, Layout } from '../views/layout.js';
import { SCHEME_WORDS, STATE_WORDS, STEP_ABOUT, STEP_TITLES } from '../words/set-up.js';
import { type ConnectProps, stepAddress } from './connect-step.js';
import type { StepState } from './set-up-state.js';
import { type Step, STEPS } from './set-up-steps.js';
import { AddressStep, BeginStep, CheckStep, SettingsStep } from './steps.js';

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
              <h2>
                {STEP_TITLES[step]} <span class="muted small">{STATE_WORDS[stateOf(step, props)]}</span>
              </h2>
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

/** By what is so, and not by where the reader stands: a step that was passed over is not done. */
function stateOf(step: Step, { setUp }: ConnectProps): StepState {
  return setUp?.states[step] ?? 'OPEN';
}

function classOf(step: Step, props: ConnectProps): string {
  if (step === props.now) return 'now';
  return stateOf(step, props) === 'DONE' ? 'done' : 'todo';
}

function Now(props: ConnectProps): VNode {
  switch (props.now) {
    case 'address':
      return <AddressStep {...props} />;
    case 'check':
      return <CheckStep {...props} />;
    case 'settings':
      return <SettingsStep {...props} />;
    case 'couriers':
    case 'endpoints':
    case 'clients':
      return props.content!;
    case 'begin':
      return <BeginStep {...props} />;
  }
}

/** A step that is not the current one: what it is about, or what came of it. */
function OtherStep(props: ConnectProps & { step: Step }): VNode {
  const { step, store } = props;
  const isDone = store !== undefined && stateOf(step, props) === 'DONE';
  return (
    <p class="muted">
      {isDone ? <Done step={step} store={store} /> : `${STEP_ABOUT[step]}.`}{' '}
      {store && (
        <a href={stepAddress(step, store)}>
          {isDone ? (BACK[step] ?? 'Change') : 'Go there'}
          <span class="hide">: {STEP_TITLES[step]}</span>
        </a>
      )}
    </p>
  );
}

/** What one goes back to a step for, where it is not to change it. */
const BACK: Partial<Record<Step, string>> = { check: 'Look again' };

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
      return (
        <>
          Last checked <Moment at={row.traits.checkedAt} />.
        </>
      );
    case 'settings':
      return <>Fetches {settings.statusesToFetch.join(', ')}.</>;
    case 'couriers':
    case 'endpoints':
    case 'clients':
    case 'begin':
      return <>{STEP_ABOUT[step]}.</>;
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
