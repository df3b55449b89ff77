import { EndpointState } from '../../deliveries/delivery.types.js';
import type { EndpointDto } from '../../deliveries/dto/endpoint.dto.js';
import type { ClientSecrets } from '../../platform/config/app-config.js';
import { isAdmin, Scope } from '../../platform/access/scope.js';
import { INCREFF } from '../../increff/increff.endpoint.js';
import { NOTIFICATION } from '../../notifications/notification.endpoint.js';
import { RETURN_ACK } from '../../returns/return-ack.endpoint.js';
import type { SetUpStep, StoreContext } from '../../stores/stores.service.js';
import { placesOf } from './courier-places.js';
import { type Step, STEPS } from './set-up-steps.js';

/** SKIPPED: there is nothing of it, and somebody went on without it. */
export type StepState = 'DONE' | 'SKIPPED' | 'OPEN';

/** How far a store's set-up is. */
export interface SetUp {
  states: Record<Step, StepState>;
  /** What the store lacks, and the step where it is put right. */
  missing: { step: Step; what: Missing; kind?: string }[];
}

export type Missing = 'check' | 'couriers' | 'endpoint' | 'client';

/** Who may call the API for a store. */
export interface ClientOfStore {
  id: string;
  scopes: Scope[];
  storeCodes: string[] | null;
  enabled: boolean;
}

export interface SetUpFacts {
  store: StoreContext;
  secrets: ClientSecrets;
  endpoints: Pick<EndpointDto, 'kind' | 'state'>[];
  clients: ClientOfStore[];
}

/** Pure. */
export function setUpOf(facts: SetUpFacts): SetUp {
  const { store } = facts;
  const missing = missingOf(facts);
  const stateOf = (step: Step): StepState => {
    if (step === 'address') return 'DONE';
    if (step === 'begin') return store.paused ? 'OPEN' : 'DONE';
    if (step !== 'settings' && !missing.some((one) => one.step === step)) return 'DONE';
    if (!store.row.setUpPassed.includes(step)) return 'OPEN';
    return step === 'settings' ? 'DONE' : 'SKIPPED';
  };
  const states = Object.fromEntries(STEPS.map((step) => [step, stateOf(step)])) as SetUp['states'];
  return { states, missing };
}

/** Where somebody goes on who comes back. */
export function firstOpen({ states }: SetUp): Step {
  return STEPS.find((step) => states[step] === 'OPEN') ?? 'begin';
}

/** The one behind it, for who goes on. */
export function stepAfter(step: SetUpStep): Step {
  return STEPS[STEPS.indexOf(step) + 1]!;
}

function missingOf({ store, secrets, endpoints, clients }: SetUpFacts): SetUp['missing'] {
  const enabled = endpoints.filter(({ state }) => state === EndpointState.Enabled).map(({ kind }) => kind);
  const kinds = neededKinds(store).filter((kind) => !enabled.includes(kind));
  return [
    ...(store.row.traits.checkedAt === undefined ? [{ step: 'check', what: 'check' } as const] : []),
    ...(placesOf(store, secrets, '').some(({ hasKey }) => hasKey)
      ? []
      : [{ step: 'couriers', what: 'couriers' } as const]),
    ...kinds.map((kind) => ({ step: 'endpoints', what: 'endpoint', kind }) as const),
    ...(clients.some((one) => mayWork(one)) ? [] : [{ step: 'clients', what: 'client' } as const]),
  ];
}

/** Without them, what comes in reaches nobody. */
export function neededKinds({ settings }: Pick<StoreContext, 'settings'>): string[] {
  return [NOTIFICATION.kind, RETURN_ACK.kind, ...(settings.pushToIncreff ? [INCREFF.kind] : [])];
}

/** An administrator may do all, and is not who does the work. */
function mayWork(client: ClientOfStore): boolean {
  return client.enabled && !isAdmin(client) && client.scopes.includes(Scope.OrdersWrite);
}
