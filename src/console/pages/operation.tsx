import type { VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { UNPROVABLE } from '../../operations/operation-conditions.repository.js';
import { Right } from '../rights.js';
import { Banner, Exchange, Facts } from '../views/blocks.js';
import { Action, address, Id, instantOf, Moment, named, OrderLink, text } from '../views/cells.js';
import { duration } from '../views/format.js';
import { Icon } from '../views/icons.js';
import { type Frame, Layout } from '../views/layout.js';
import { Badge, Coded } from '../views/pill.js';
import { actorInWords, counted, writeInWords } from '../../words/kinds.js';
import { reasonInWords, reasonOf } from '../../words/reasons.js';
import { stateInWords } from '../words/states.js';
import type { Tone } from '../../words/tone.js';
import { masked } from '../views/masked.js';
import type { PlannedRequest } from '../../operations/operation.types.js';
import type { OperationTryDto } from '../../operations/dto/operation.dto.js';
import { OperationTries } from './operation-tries.js';
import { CopyAsCurl } from './operation-curl.js';

export interface OperationPageProps {
  frame: Frame;
  row: Row;
  tries: OperationTryDto[];
  /** The try that is shown; undefined: the last one. */
  chosen?: number;
  dryRun?: object;
}

/** What was asked, what became of it, what Magento said, and what to do next. */
export function OperationPage({ frame, row, tries, chosen, dryRun }: OperationPageProps): VNode {
  const state = text(row['outcome']) || text(row['state']);
  const from = instantOf(row['created_at']);
  const to = instantOf(row['settled_at']);
  return (
    <Layout
      frame={frame}
      title={`${writeInWords(text(row['kind']))} order ${text(row['increment_id'])}`}
      here="operations"
      crumb={{ to: 'operations', label: 'Writes to Magento' }}
      beside={<Badge of="write" value={state} />}
      about={
        <>
          Asked by {actorInWords(named(row['requested_by'], row['requested_name']))}{' '}
          <Moment at={row['created_at']} />
          {from && to && `, done in ${duration(Math.max(1, to.getTime() - from.getTime()))}`}
        </>
      }
      actions={
        <>
          {frame.may[Right.Operate] && <Actions frame={frame} row={row} />}
          {frame.may[Right.Payloads] && <CopyAsCurl frame={frame} row={row} />}
        </>
      }
    >
      <Next row={row} state={state} />
      {dryRun && <Exchange title="What would be sent now" value={dryRun} />}
      <OperationTries frame={frame} id={text(row['id'])} tries={tries} chosen={chosen} />
      <div class="cols">
        <div>
          {frame.may[Right.Payloads] && tries.length === 0 && <Last row={row} />}
          <Way row={row} />
        </div>
        <aside>
          <WriteFacts frame={frame} row={row} state={state} />
        </aside>
      </div>
    </Layout>
  );
}

/** Of a write whose tries are gone, or that was only planned. */
function Last({ row }: { row: Row }): VNode {
  const request = row['last_request'] as PlannedRequest | null;
  return (
    <>
      <Exchange title="Last request" value={request && { ...request, body: masked(request.body) }} />
      <Exchange title="What came of it" value={row['last_response']} />
    </>
  );
}

function WriteFacts({ frame, row, state }: { frame: Frame; row: Row; state: string }): VNode {
  const code = text(row['error_code']);
  return (
    <Facts
      rows={[
        [
          'Order',
          <OrderLink store={frame.store} code={text(row['entity_id'])} label={text(row['increment_id'])} />,
        ],
        ['Outcome', <Coded word={stateInWords('write', state).word} code={state} />],
        ['Reason', code && <Coded word={reasonInWords(code)} code={code} />],
        [
          'Tries',
          `${counted(Number(row['attempts']), 'try', 'tries')}, with ${counted(Number(row['magento_calls']), 'call')} to Magento`,
        ],
        ['Sent', Number(row['sends']) > 0 ? counted(Number(row['sends']), 'time') : 'Not yet'],
        ['In Magento', text(row['magento_id'])],
        ['Asked by', named(row['requested_by'], row['requested_name'])],
        ['Key', <code class="small">{text(row['natural_key'])}</code>],
        ['Write', <Id of={row['id']} what="id of the write" />],
        ['Request', <Id of={row['request_id']} what="request id" />],
        ['Next try', row['next_attempt_at'] === null ? null : <Moment at={row['next_attempt_at']} />],
      ]}
    />
  );
}

/** The times that it has, the newest first. */
function Way({ row }: { row: Row }): VNode {
  const steps: [string, unknown, Tone][] = [
    ['It was asked for', row['created_at'], ''],
    ['It was sent, and its effect was not known', row['sent_at'], 'attention'],
    ['The time in which Magento may still be at it ends', row['doubt_ends_at'], ''],
    ['It needs a person', row['attention_since'], 'attention'],
    ['It was settled', row['settled_at'], row['outcome'] === 'REFUSED' ? 'danger' : 'ok'],
    ['It failed', row['failed_at'], 'danger'],
  ];
  const known = steps.flatMap(([words, at, tone]) => {
    const instant = instantOf(at);
    return instant ? [{ words, at: instant, tone }] : [];
  });
  return (
    <section aria-labelledby="way">
      <div class="sub">
        <h2 id="way">Its way</h2>
      </div>
      <ol class="tl">
        {known
          .toSorted((one, other) => other.at.getTime() - one.at.getTime())
          .map(({ words, at, tone }) => (
            <li key={words} class={tone}>
              <Icon
                name={
                  tone === 'ok' ? 'done' : tone === 'danger' ? 'no' : tone === 'attention' ? 'warn' : 'new'
                }
              />
              <p class="what">
                <span>{words}.</span>
                <Moment at={at} />
              </p>
            </li>
          ))}
      </ol>
    </section>
  );
}

/** Cause, effect, what the bridge does, and what somebody can do. */
function Next({ row, state }: { row: Row; state: string }): VNode | null {
  const code = text(row['error_code']);
  const said = text(row['detail']);
  const { tone } = stateInWords('write', state);
  if (tone === 'ok' || (said === '' && code === '' && state !== 'FAILED')) return null;
  const why = code === '' ? undefined : reasonOf(code);
  const heading = state === 'REFUSED' ? 'Magento refused it' : (why?.is ?? stateInWords('write', state).word);
  return (
    <Banner id="next" tone={tone === '' ? 'info' : tone} title={heading}>
      {said !== '' && <p>{said}</p>}
      <p>
        {why && `${why.then}. `}
        {state === 'FAILED' && failedInWords(row)}
        {state === 'UNKNOWN' &&
          'It was sent, and no answer came that proves what it did; the bridge looks in Magento.'}
        {state === 'REFUSED' &&
          'Nothing was changed. A refused write stays as it is; ask for a new one that Magento takes.'}
      </p>
    </Banner>
  );
}

/** Who has the next word about a write that failed. */
function failedInWords(row: Row): string {
  if (row['error_code'] === 'WITHDRAWN') return 'It was withdrawn and is tried no more; nothing was changed.';
  if (row['error_code'] === 'REDONE') {
    return 'Nothing was sent for it; the operation it rested on is done again.';
  }
  if (row['attention_since'] !== null) {
    return 'It was given up; nothing was changed. Retry it, or withdraw it.';
  }
  return 'Its caller was answered with this error and may repeat the request; nothing was changed.';
}

/** Only what can work: a settled write is settled, and nothing is asked for an order that another has replaced. */
function Actions({ frame, row }: { frame: Frame; row: Row }): VNode | null {
  const { id, state } = row as { id: string; state: string };
  const to = (action: string): string => address(`operations/${id}/${action}`, frame.store);
  const isKept = text(row['entity_id']).startsWith('-');
  const isShadowed = row['outcome'] === 'SHADOWED' && !frame.inShadow;
  const isOpen = isShadowed || state === 'PENDING' || state === 'UNKNOWN' || state === 'FAILED';
  const isDroppable =
    state === 'PENDING' ||
    (state === 'FAILED' && row['attention_since'] !== null) ||
    (state === 'UNKNOWN' && row['error_code'] === UNPROVABLE);
  return (
    <>
      {isOpen && !isKept && (
        <Action to={to('retry')} label={RETRY_LABELS[state]!} csrf={frame.csrf} kind="primary" icon="again" />
      )}
      {isDroppable && <Action to={to('withdraw')} label="Withdraw" csrf={frame.csrf} />}
      {isOpen && !isKept && <Action to={to('dry-run')} label="Dry run" csrf={frame.csrf} />}
    </>
  );
}

/** What a retry is in each state. */
const RETRY_LABELS: Record<string, string> = {
  PENDING: 'Try now',
  UNKNOWN: 'Look now',
  FAILED: 'Retry',
  SETTLED: 'Send now',
};
