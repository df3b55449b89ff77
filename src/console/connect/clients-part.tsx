import type { VNode } from 'preact';
import { isAdmin, Scope } from '../../platform/access/scope.js';
import { Csrf } from '../views/cells.js';
import { fieldNames, Mistakes } from '../views/field.js';
import { Table } from '../views/table.js';
import { CLIENT_FIELDS, type ClientField, SCOPE_WORDS } from '../words/set-up.js';
import { GoOn, type PartProps, partTo, Row, Secret, type ShownOnce } from './part-form.js';
import type { ClientOfStore } from './set-up-state.js';

/** What the form of a new client shows. */
export interface ClientFormState {
  clientId: string;
  scopes: ReadonlySet<string>;
  isForAll: boolean;
  errors: ReadonlyMap<ClientField, string>;
}

export interface ClientsPartProps extends PartProps {
  clients: ClientOfStore[];
  form: ClientFormState;
  secret?: ShownOnce;
}

/** As Increff needs it. */
export function emptyClient(): ClientFormState {
  const scopes = [Scope.OrdersRead, Scope.OrdersWrite, Scope.InventoryWrite, Scope.ReturnsWrite];
  return { clientId: '', scopes: new Set(scopes), isForAll: false, errors: new Map() };
}

/** Who may call the API for the store, and one more. */
export function ClientsPart(props: ClientsPartProps): VNode {
  const { clients, secret } = props;
  return (
    <div class="parts stack">
      {secret && <Secret {...secret} />}
      <Table
        caption="Who may call the API for this store"
        emptyTitle="Nobody yet"
        empty="Make a client below."
        head={['Client', 'May', 'Stores', 'State']}
        rows={clients.map((client) => [
          client.id,
          isAdmin(client) ? 'All, for operators' : client.scopes.map(scopeInWords).join('; '),
          client.storeCodes === null ? 'All' : client.storeCodes.join(', '),
          client.enabled ? 'May sign in' : 'Shut out',
        ])}
      />
      <NewClient {...props} />
      <GoOn {...props} part="clients" />
    </div>
  );
}

function scopeInWords(scope: Scope): string {
  return scope === Scope.Admin ? 'Administer' : SCOPE_WORDS[scope];
}

function NewClient(props: ClientsPartProps): VNode {
  const { frame, store, form } = props;
  const { errors } = form;
  return (
    <form method="post" action={partTo(props, 'clients')}>
      <Csrf token={frame.csrf} />
      <Mistakes errors={errors} labelOf={(name) => CLIENT_FIELDS[name].label} />
      <Row id="clientId" {...CLIENT_FIELDS.clientId} wrong={errors.get('clientId')}>
        <input
          {...fieldNames('clientId', errors.has('clientId'))}
          class="input"
          value={form.clientId}
          autocomplete="off"
        />
      </Row>
      <Scopes {...form} />
      <StoreCodes {...form} code={store.code} />
      <p class="row">
        <button class="b">Make the client</button>
      </p>
    </form>
  );
}

function Scopes({ scopes, errors }: ClientFormState): VNode {
  return (
    <Row id="scopes" {...CLIENT_FIELDS.scopes} wrong={errors.get('scopes')} isGroup>
      <div id="scopes" role="group" aria-labelledby="l-scopes" aria-describedby="h-scopes" tabIndex={-1}>
        {Object.entries(SCOPE_WORDS).map(([scope, label]) => (
          <label key={scope} class="opt">
            <input type="checkbox" name="scopes" value={scope} checked={scopes.has(scope)} />
            <span>
              {label} <code class="muted small">{scope}</code>
            </span>
          </label>
        ))}
      </div>
    </Row>
  );
}

function StoreCodes({ isForAll, errors, code }: ClientFormState & { code: string }): VNode {
  return (
    <Row id="storeCodes" {...CLIENT_FIELDS.storeCodes} wrong={errors.get('storeCodes')}>
      <select {...fieldNames('storeCodes', errors.has('storeCodes'))} class="input">
        <option value="this" selected={!isForAll}>
          Store {code} only
        </option>
        <option value="all" selected={isForAll}>
          All stores
        </option>
      </select>
    </Row>
  );
}
