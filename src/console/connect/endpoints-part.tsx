import type { VNode } from 'preact';
import type { EndpointRoutes } from '../../deliveries/delivery-routes.js';
import type { EndpointDto } from '../../deliveries/dto/endpoint.dto.js';
import { endpointInWords } from '../../words/kinds.js';
import { Fold } from '../views/blocks.js';
import { Action, address, Csrf, Moment } from '../views/cells.js';
import { fieldNames, Mistakes } from '../views/field.js';
import { Badge } from '../views/pill.js';
import { ENDPOINT_ABOUT, ENDPOINT_FIELDS, type EndpointField } from '../words/set-up.js';
import { GoOn, type PartMistake, type PartProps, partTo, Row, Secret, type ShownOnce } from './part-form.js';

export interface EndpointsPartProps extends PartProps {
  /** Every kind that there is, those that the store needs first. */
  kinds: EndpointRoutes[];
  endpoints: EndpointDto[];
  needed: readonly string[];
  secret?: ShownOnce;
  mistake?: PartMistake;
}

/** Where pushes go: one form for each kind, and what came of the last tries. */
export function EndpointsPart(props: EndpointsPartProps): VNode {
  const { kinds, secret } = props;
  return (
    <div class="parts stack">
      {secret && <Secret {...secret} />}
      <p class="help">
        Each delivery is signed (Standard Webhooks: headers webhook-id, webhook-timestamp, webhook-signature).
        The secret is shown once, when an address is set; on the store’s page another one is made.
      </p>
      {kinds.map((routes) => (
        <Kind key={routes.kind} routes={routes} {...props} />
      ))}
      <GoOn {...props} part="endpoints" />
    </div>
  );
}

type KindProps = EndpointsPartProps & { routes: EndpointRoutes };

function Kind(props: KindProps): VNode {
  const { frame, store, routes, endpoints, needed, mistake } = props;
  const { kind } = routes;
  const known = endpoints.find((one) => one.kind === kind);
  const isNeeded = needed.includes(kind);
  const state = known ? 'set' : isNeeded ? 'not set yet' : 'not needed';
  return (
    <Fold
      summary={`${endpointInWords(kind)}: ${state}`}
      open={mistake?.of === kind || isNeeded || known !== undefined}
    >
      <p class="help">{ENDPOINT_ABOUT[kind]}</p>
      {known && <Known endpoint={known} />}
      {known && 'types' in routes.test && (
        <Action
          to={address(`store/endpoints/${kind}/test`, store.code)}
          label={`Send a test to ${endpointInWords(kind)}`}
          csrf={frame.csrf}
        />
      )}
      <EndpointForm {...props} known={known} />
    </Fold>
  );
}

function Known({ endpoint }: { endpoint: EndpointDto }): VNode {
  const { url, sameAs, state, disabledReason, lastSuccessAt, lastFailureAt } = endpoint;
  return (
    <dl class="kv">
      <dt>Goes to</dt>
      <dd>
        <code class="wrap">{url}</code>
        {sameAs !== null && ` (with ${endpointInWords(sameAs)})`}{' '}
        <Badge of="endpoint" value={disabledReason ?? state} />
      </dd>
      <dt>Taken last</dt>
      <dd>
        <Moment at={lastSuccessAt} />
      </dd>
      <dt>Failed last</dt>
      <dd>
        <Moment at={lastFailureAt} />
      </dd>
    </dl>
  );
}

function EndpointForm(props: KindProps & { known?: EndpointDto }): VNode {
  const { frame, known, mistake } = props;
  const { kind } = props.routes;
  const wrong = mistake?.of === kind ? mistake.errors : new Map<string, string>();
  const typed = mistake?.of === kind ? mistake.typed : typedOf(known);
  const field = (name: EndpointField): FieldProps => ({
    id: `${kind}-${name}`,
    name,
    wrong: wrong.get(name),
    typed: typed[name] ?? '',
  });
  return (
    <form method="post" action={partTo(props, `endpoints/${kind}`)}>
      <Csrf token={frame.csrf} />
      <Mistakes
        errors={new Map([...wrong].map(([name, words]) => [`${kind}-${name}`, words]))}
        labelOf={(id) => ENDPOINT_FIELDS[id.slice(kind.length + 1) as EndpointField].label}
      />
      <Fields {...props} field={field} />
      <p class="row">
        <button class="b">
          {known ? 'Save' : 'Set'} {endpointInWords(kind)}
        </button>
      </p>
    </form>
  );
}

function Fields(props: KindProps & { field: (name: EndpointField) => FieldProps }): VNode {
  const { routes, endpoints, mistake, field } = props;
  const { kind, choices, mayShare = false } = routes;
  const others = endpoints.filter(
    (one) => one.kind !== kind && one.sameAs === null && one.kind !== 'INCREFF',
  );
  return (
    <>
      <Url {...field('url')} />
      {mayShare && others.length > 0 && (
        <Choice {...field('sameAs')} options={[['', 'No, it has its own'], ...others.map(named)]} />
      )}
      <Lines
        {...field('headers')}
        more={mistake?.of === kind ? 'They are a secret, and not shown again: type them once more.' : ''}
      />
      {choices && <Lines {...field('types')} />}
      {choices && (
        <Choice
          {...field('language')}
          options={[['', 'None'], ...choices.languages.map((one): [string, string] => [one, one])]}
        />
      )}
    </>
  );
}

const named = ({ kind }: EndpointDto): [string, string] => [kind, `With ${endpointInWords(kind)}`];

/** Headers are a secret, and stay as they are where nothing is typed. */
function typedOf(known: EndpointDto | undefined): Record<string, string> {
  if (!known) return {};
  const { url, sameAs, types, language } = known;
  return {
    url: sameAs === null ? url : '',
    sameAs: sameAs ?? '',
    types: (types ?? []).join('\n'),
    language: language ?? '',
  };
}

interface FieldProps {
  id: string;
  name: EndpointField;
  typed: string;
  wrong?: string;
}

const inputNames = ({ id, name, wrong }: FieldProps): object => ({
  ...fieldNames(id, wrong !== undefined),
  name,
});

function Url(props: FieldProps): VNode {
  const { id, name, typed, wrong } = props;
  return (
    <Row id={id} {...ENDPOINT_FIELDS[name]} wrong={wrong}>
      <input {...inputNames(props)} class="input" value={typed} autocomplete="off" inputMode="url" />
    </Row>
  );
}

function Lines(props: FieldProps & { more?: string }): VNode {
  const { id, name, typed, wrong, more = '' } = props;
  const { label, help } = ENDPOINT_FIELDS[name];
  return (
    <Row id={id} label={label} help={`${help} ${more}`} wrong={wrong}>
      <textarea {...inputNames(props)} class="input" rows={2} autocomplete="off" value={typed} />
    </Row>
  );
}

function Choice(props: FieldProps & { options: [string, string][] }): VNode {
  const { id, name, typed, wrong, options } = props;
  return (
    <Row id={id} {...ENDPOINT_FIELDS[name]} wrong={wrong}>
      <select {...inputNames(props)} class="input">
        {options.map(([value, label]) => (
          <option key={value} value={value} selected={value === typed}>
            {label}
          </option>
        ))}
      </select>
    </Row>
  );
}
