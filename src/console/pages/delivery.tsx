import type { VNode } from 'preact';
import { DeliveryState, REPLAYABLE } from '../../deliveries/delivery.types.js';
import type { DeliveryAttemptDto, DeliveryDetailDto } from '../../deliveries/dto/delivery.dto.js';
import { Right } from '../rights.js';
import { Note } from '../views/blocks.js';
import { Action, address, Moment, NextTry, text } from '../views/cells.js';
import { Icon } from '../views/icons.js';
import { type Frame, Layout } from '../views/layout.js';
import { curl, masked, maskedUrl } from '../views/masked.js';
import { Badge } from '../views/pill.js';
import { counted, endpointInWords, eventTitle } from '../../words/kinds.js';
import { Tries } from './delivery-tries.js';

export interface DeliveryPageProps {
  frame: Frame;
  delivery: DeliveryDetailDto;
  /** Number of the try that is looked at; without it, the last one. */
  chosen?: number;
}

/** What was sent where, each try and its answer, and what to do next. Values that may be a customer's are masked. */
export function DeliveryPage({ frame, delivery, chosen }: DeliveryPageProps): VNode {
  const { eventType, orderCode, state, kind } = delivery;
  const last = delivery.tries.at(-1);
  const url = maskedUrl(text(last?.request['url']));
  return (
    <Layout
      frame={frame}
      title={`“${eventTitle(eventType)}” for order ${orderCode}`}
      here="deliveries"
      crumb={{ to: 'deliveries', label: 'Deliveries' }}
      beside={<Badge of="delivery" value={state} />}
      about={
        <>
          To {url === '' ? endpointInWords(kind).toLowerCase() : new URL(url).host}, accepted{' '}
          <Moment at={delivery.createdAt} />
        </>
      }
      actions={<Actions frame={frame} delivery={delivery} last={last} url={url} />}
    >
      <Next delivery={delivery} last={last} />
      <Tries frame={frame} delivery={delivery} chosen={chosen} />
    </Layout>
  );
}

interface ActionsProps {
  frame: Frame;
  delivery: DeliveryDetailDto;
  last: DeliveryAttemptDto | undefined;
  url: string;
}

function Actions({ frame, delivery, last, url }: ActionsProps): VNode {
  const maySend = frame.may[Right.Operate] && !frame.inShadow && REPLAYABLE.includes(delivery.state);
  const to = address(`deliveries/${delivery.deliveryId}/replay`, frame.store);
  const isDead = delivery.state === DeliveryState.Dead;
  return (
    <>
      {maySend && (
        <Action to={to} label="Send again" csrf={frame.csrf} kind={isDead ? 'primary' : ''} icon="send" />
      )}
      {last && url !== '' && frame.may[Right.Payloads] && (
        <CopyCurl delivery={delivery} last={last} url={url} />
      )}
    </>
  );
}

function CopyCurl({
  delivery,
  last,
  url,
}: {
  delivery: DeliveryDetailDto;
  last: DeliveryAttemptDto;
  url: string;
}): VNode {
  const { method, headers } = last.request;
  const words = curl({
    method: text(method),
    url,
    headers: Array.isArray(headers) ? headers.map(String) : [],
    body: masked(delivery.body),
  });
  return (
    <button
      class="b"
      type="button"
      data-copy={words}
      hidden
      title="Secrets and a customer’s data are left out"
    >
      <Icon name="copy" />
      Copy as curl
    </button>
  );
}

/** The next step, in words. */
function Next({
  delivery,
  last,
}: {
  delivery: DeliveryDetailDto;
  last: DeliveryAttemptDto | undefined;
}): VNode | null {
  const { state, attempts } = delivery;
  if (state === DeliveryState.Dead) {
    return (
      <Note tone="attention">
        <b>Send it again once the receiver is well.</b> It was given up after{' '}
        {counted(attempts, 'try', 'tries')}
        {last?.error ? <>, the last one: {last.error}</> : null}. The message keeps its id, so that the
        receiver can tell a repeat.
      </Note>
    );
  }
  if (state !== DeliveryState.Pending) return null;
  return (
    <Note>
      {last?.error ? <>The last try: {last.error}. </> : null}The next try is{' '}
      <NextTry of={state} at={delivery.nextAttemptAt} />; nobody has to do anything.
    </Note>
  );
}
