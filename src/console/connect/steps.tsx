import type { VNode } from 'preact';
import { StoreMode } from '../../platform/outgoing/store-mode.js';
import { sameOrdersWords } from '../../stores/store-view-check.js';
import type { StoreContext } from '../../stores/stores.service.js';
import { FIELD_OF } from '../settings/fields.js';
import { valueInWords } from '../settings/in-words.js';
import { DrawnFrom, SettingRow } from '../settings/settings-fields.js';
import { Elsewhere } from '../settings/settings-page.js';
import { Facts, Note } from '../views/blocks.js';
import { Action, address, Csrf } from '../views/cells.js';
import { Mistakes } from '../views/field.js';
import { Findings } from '../views/findings.js';
import { labelOf } from '../words/settings.js';
import { missingInWords, STEP_TITLES } from '../words/set-up.js';
import { type ConnectProps, KEY_SETTINGS, stepAddress } from './connect-step.js';
import { ConnectionForm } from './connection-fields.js';
import { NewestOrders } from './newest-orders.js';
import type { SetUp } from './set-up-state.js';
import type { Step } from './set-up-steps.js';

export function AddressStep({ frame, store, connection }: ConnectProps): VNode {
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

export function CheckStep({ frame, store, found }: ConnectProps): VNode {
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

export function SettingsStep({ frame, store, form, elsewhere = [] }: ConnectProps): VNode {
  return (
    <form method="post" action={address('store/connect/settings', store!.code)}>
      <Csrf token={frame.csrf} />
      <DrawnFrom settings={form!.settings} />
      <Mistakes errors={form!.errors} labelOf={labelOf} />
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

export function BeginStep({ frame, store, setUp, sharing = [] }: ConnectProps): VNode {
  const { row, code, settings } = store!;
  return (
    <>
      {sharing.length > 0 && <Note tone="attention">{sameOrdersWords(sharing)}</Note>}
      <StillMissing store={store!} missing={setUp!.missing} />
      <Facts
        title="What begins"
        rows={[
          ['Magento', `${row.baseUrl}, store view “${row.storeView}”`],
          ...KEY_SETTINGS.map((name): [string, string] => [
            labelOf(name),
            valueInWords(FIELD_OF[name], settings[name], frame.reader),
          ]),
        ]}
      />
      <p>
        The first orders are read within a minute.{' '}
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

/** The store can be started all the same: what waits goes out once it has where to go. */
function StillMissing({ store, missing }: { store: StoreContext; missing: SetUp['missing'] }): VNode {
  if (missing.length === 0) return <Note tone="ok">Nothing is missing.</Note>;
  return (
    <div class="stack">
      <h3>Still missing</h3>
      <ul>
        {missing.map(({ step, what, kind }) => (
          <li key={`${what} ${kind ?? ''}`}>
            <p>
              {missingInWords(what, kind)} <a href={stepAddress(step, store)}>{STEP_TITLES[step]}</a>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Link(props: { step: Step; store: StoreContext; label: string; kind?: string }): VNode {
  return (
    <a class={`b ${props.kind ?? ''}`.trim()} href={stepAddress(props.step, props.store)}>
      {props.label}
    </a>
  );
}
