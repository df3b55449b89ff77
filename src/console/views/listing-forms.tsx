import type { VNode } from 'preact';
import { DeliveryState } from '../../deliveries/delivery.types.js';
import { IMBALANCES } from '../../orders/order-balance.js';
import type { Listing } from '../listings/listing.js';
import { writeName } from '../../words/kinds.js';
import { reasonInWords } from '../../words/reasons.js';
import { stateInWords } from '../words/states.js';
import { Ask, Choice, Field, FromTo, OnlyCount } from './ask.js';
import { address } from './cells.js';
import type { Frame } from './layout.js';

interface FormProps {
  frame: Frame;
  /** Filters that are set. */
  set: Record<string, string>;
}

interface BulkForm {
  /** What it does, on the line that opens it. */
  title: string;
  /** Where it makes sense; without it, always. */
  isOffered?: (set: Record<string, string>) => boolean;
  Form: (props: FormProps) => VNode;
}

/** What an operator may do with a list. */
export const FORMS: Record<NonNullable<Listing['action']>, BulkForm> = {
  waiting: { title: 'Retry or withdraw many at once', Form: WaitingForm },
  replay: { title: 'Send many again', Form: ReplayForm },
  compare: { title: 'Compare a time with Magento now', Form: CompareForm },
  stock: { title: 'Compare or push all stock, or retry what failed', Form: StockForm },
  release: {
    title: 'Release all that are held for one reason',
    isOffered: (set) => set['syncState'] === 'HELD',
    Form: ReleaseForm,
  },
  dismiss: { title: 'Dismiss many that are none of ours', Form: DismissForm },
};

/** Writes that are not settled: all of the kind that the list is narrowed to. */
function WaitingForm({ frame, set }: FormProps): VNode {
  const { kind = '' } = set;
  return (
    <>
      {(['retry', 'withdraw'] as const).map((action) => {
        const states = action === 'retry' ? ['PENDING', 'UNKNOWN', 'FAILED'] : ['PENDING', 'FAILED'];
        return (
          <Ask
            key={action}
            to={address(`operations/${action}`, frame.store)}
            label={action === 'retry' ? 'Retry' : 'Withdraw'}
            csrf={frame.csrf}
          >
            <input type="hidden" name="kind" value={kind} />
            <Choice
              id={`${action}-state`}
              name="state"
              label={kind === '' ? 'All writes that are' : `All “${writeName(kind)}” that are`}
              options={states.map((state) => [state, stateInWords('write', state).word])}
            />
            <FromTo id={action} of="accepted" />
            <OnlyCount />
          </Ask>
        );
      })}
    </>
  );
}

function ReplayForm({ frame, set }: FormProps): VNode {
  const { kind = '', orderCode = '' } = set;
  const states = [DeliveryState.Dead, DeliveryState.Delivered, DeliveryState.Shadowed];
  return (
    <Ask to={address('deliveries/replay', frame.store)} label="Send again" csrf={frame.csrf}>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="orderCode" value={orderCode} />
      <Choice
        id="replay-state"
        name="state"
        label="All that are"
        options={states.map((state) => [state, stateInWords('delivery', state).word])}
      />
      <FromTo id="replay" of="accepted" />
      <OnlyCount />
    </Ask>
  );
}

function CompareForm({ frame }: FormProps): VNode {
  return (
    <Ask to={address('reconciliations', frame.store)} label="Compare now" csrf={frame.csrf}>
      <Field
        id="compare-from"
        name="from"
        label="Orders created from"
        placeholder="2026-11-01T00:00:00Z"
        required
      />
      <Field id="compare-to" name="to" label="to" placeholder="2026-11-02T00:00:00Z" required />
    </Ask>
  );
}

function StockForm({ frame, set }: FormProps): VNode {
  return (
    <>
      <Ask to={address('stock-runs', frame.store)} label="Begin" csrf={frame.csrf}>
        <Choice
          id="stock-kind"
          name="kind"
          label="All stock of the store"
          options={[
            ['DRIFT_CHECK', 'compare with Magento'],
            ['FULL_PUSH', 'compare, and push all again'],
          ]}
        />
      </Ask>
      <Ask to={address('stock-retries', frame.store)} label="Push again" csrf={frame.csrf}>
        <input type="hidden" name="sku" value={set['sku'] ?? ''} />
        <Field
          id="stock-code"
          name="errorCode"
          label={`What Magento did not take${set['sku'] ? ` of ${set['sku']}` : ''}, with the code`}
          placeholder="any"
        />
      </Ask>
    </>
  );
}

/** Held orders, a group at a time: those of one reason. */
function ReleaseForm({ frame, set }: FormProps): VNode {
  return (
    <Ask to={address('orders/release', frame.store)} label="Release" csrf={frame.csrf}>
      <Choice
        id="release-reason"
        name="reason"
        label="Pass on as they are all that are held for"
        options={IMBALANCES.map((reason) => [reason, reasonInWords(reason)])}
        chosen={set['syncReason']}
      />
      <FromTo id="release" of="created" />
      <OnlyCount />
    </Ask>
  );
}

/** Events that wait and are none of ours: by source and name, as the list is narrowed; a filter by reason does not count. */
function DismissForm({ frame, set }: FormProps): VNode {
  const { source = '', name = '', reason = '' } = set;
  const which = `All${source && ` of ${source}`}${name && ` that name ${name}`}${reason && ', for any reason, also those that are not listed'}, received`;
  return (
    <Ask to={address('events/dismiss', frame.store)} label="Dismiss" csrf={frame.csrf}>
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="name" value={name} />
      <FromTo id="dismiss" of={which} />
      <Field
        id="dismiss-reason"
        name="reason"
        label="They are of no order here, because"
        maxLength={500}
        required
      />
      <OnlyCount />
    </Ask>
  );
}
