import type { ComponentChildren, VNode } from 'preact';
import { Csrf } from '../views/cells.js';
import { fieldNames, Mistakes, Wrong } from '../views/field.js';
import {
  type ConnectionField,
  type ConnectionState,
  type PlainField,
  SECRET_FIELDS,
  type SecretField,
} from './connection-form.js';

const LABELS: Record<ConnectionField, string> = {
  code: 'Code of the store',
  baseUrl: 'Address of the shop',
  storeView: 'Store view',
  scheme: 'Sign-in',
  accessToken: 'Access token',
  consumerKey: 'Consumer key',
  consumerSecret: 'Consumer secret',
  accessTokenSecret: 'Access token secret',
};

const HELP: Record<ConnectionField, string> = {
  code: 'By which the merchant and Increff name the store; it stays as it is. Letters, digits, _ and -.',
  baseUrl: 'Without /rest, such as https://shop.example.com.',
  storeView: 'Magento’s code of the view; most often “default”.',
  scheme: 'Magento shows these values of an integration (System, Integrations) once it is activated.',
  accessToken: 'Of the integration.',
  consumerKey: 'For OAuth 1.0a only.',
  consumerSecret: 'For OAuth 1.0a only.',
  accessTokenSecret: 'For OAuth 1.0a only.',
};

const SCHEMES = [
  ['oauth1', 'OAuth 1.0a, all four values', 'Works with every release of Magento.'],
  ['bearer', 'Access token alone', 'Refused since 2.4.4, unless the shop allows it.'],
] as const;

interface FormProps {
  state: ConnectionState;
  csrf: string;
  to: string;
  /** The store is there: its code stays, and secrets that are left empty are as they were. */
  isKnown: boolean;
  button: string;
  children?: ComponentChildren;
}

/** Address and sign-in. Secrets that were typed travel sealed; no field shows one again. */
export function ConnectionForm({ state, csrf, to, isKnown, button, children }: FormProps): VNode {
  const asked: PlainField[] = isKnown ? ['baseUrl', 'storeView'] : ['code', 'baseUrl', 'storeView'];
  return (
    <form method="post" action={to}>
      <Csrf token={csrf} />
      <input type="hidden" name="kept" value={state.kept} />
      <Mistakes errors={state.errors} labelOf={(name) => LABELS[name]} />
      {asked.map((name) => (
        <Row key={name} name={name} state={state}>
          <input
            {...fieldNames(name, state.errors.has(name))}
            class="input"
            value={state.typed[name]}
            autocomplete="off"
            inputMode={name === 'baseUrl' ? 'url' : undefined}
          />
        </Row>
      ))}
      <Schemes state={state} />
      {SECRET_FIELDS.map((name) => (
        <Row key={name} name={name} state={state} more={secretHelp(name, state, isKnown)}>
          <input
            {...fieldNames(name, state.errors.has(name))}
            class="input"
            type="password"
            autocomplete="off"
          />
        </Row>
      ))}
      <p class="row">
        <button class="b primary">{button}</button>
        {children}
      </p>
    </form>
  );
}

function secretHelp(name: SecretField, { known }: ConnectionState, isKnown: boolean): string | undefined {
  if (known.has(name)) return 'It is kept; type here only to replace it.';
  return isKnown
    ? 'What is left empty stays as it is. For a shop on another host, or another kind of sign-in, type all of them.'
    : undefined;
}

function Row(props: {
  name: ConnectionField;
  state: ConnectionState;
  more?: string;
  children: ComponentChildren;
}): VNode {
  const { name, state, more, children } = props;
  return (
    <div class="field">
      <div>
        <label for={name}>{LABELS[name]}</label>
      </div>
      <div>
        {children}
        <Wrong name={name} words={state.errors.get(name)} />
        <p class="help" id={`h-${name}`}>
          {HELP[name]} {more}
        </p>
      </div>
    </div>
  );
}

function Schemes({ state }: { state: ConnectionState }): VNode {
  return (
    <div class="field">
      <div>
        <span class="label" id="l-scheme">
          {LABELS.scheme}
        </span>
      </div>
      <div id="scheme" role="radiogroup" aria-labelledby="l-scheme" aria-describedby="h-scheme" tabIndex={-1}>
        {SCHEMES.map(([value, label, help]) => (
          <label key={value} class="opt">
            <input type="radio" name="scheme" value={value} checked={state.typed.scheme === value} />
            <span>
              {label}. <span class="muted">{help}</span>
            </span>
          </label>
        ))}
        <Wrong name="scheme" words={state.errors.get('scheme')} />
        <p class="help" id="h-scheme">
          {HELP.scheme}
        </p>
      </div>
    </div>
  );
}
