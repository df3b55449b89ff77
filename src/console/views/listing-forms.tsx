import type { VNode } from 'preact';
import { DeliveryState } from '../../deliveries/delivery.types.js';
import { IMBALANCES } from '../../orders/order-balance.js';
import type { Listing } from '../listings/listing.js';
import { Action, address } from './cells.js';
import type { Frame } from './layout.js';

interface FormProps {
  frame: Frame;
  /** Filters that are set. */
  set: Record<string, string>;
}

/** What an administrator may do with a list. */
export const FORMS: Record<NonNullable<Listing['action']>, (props: FormProps) => VNode> = {
  waiting: WaitingForm,
  replay: ReplayForm,
  compare: CompareForm,
  stock: StockForm,
  release: ReleaseForm,
  dismiss: DismissForm,
};

/** Writes that are not settled: all of the kind that the list is narrowed to. */
function WaitingForm({ frame, set }: FormProps): VNode {
  const { kind = '' } = set;
  return (
    <>
      {(['retry', 'withdraw'] as const).map((action) => (
        <Action
          key={action}
          to={address(`operations/${action}`, frame.store)}
          label={action === 'retry' ? 'Retry' : 'Withdraw'}
          csrf={frame.csrf}
        >
          <input type="hidden" name="kind" value={kind} />
          <label for={`${action}-state`}>All that are</label>{' '}
          <select id={`${action}-state`} name="state">
            <option>PENDING</option>
            {action === 'retry' && <option>UNKNOWN</option>}
            <option>FAILED</option>
          </select>{' '}
          <label for={`${action}-from`}>accepted from</label>{' '}
          <input id={`${action}-from`} name="from" placeholder="2026-11-01T00:00:00Z" />{' '}
          <label for={`${action}-to`}>to</label> <input id={`${action}-to`} name="to" placeholder="now" />{' '}
          <label>
            <input type="checkbox" name="dryRun" value="true" checked /> only count
          </label>{' '}
        </Action>
      ))}
    </>
  );
}

function ReplayForm({ frame, set }: FormProps): VNode {
  const { kind = '', orderCode = '' } = set;
  return (
    <Action to={address('deliveries/replay', frame.store)} label="Replay" csrf={frame.csrf}>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="orderCode" value={orderCode} />
      <label for="replay-state">Send again all that are</label>{' '}
      <select id="replay-state" name="state">
        {[DeliveryState.Dead, DeliveryState.Delivered, DeliveryState.Shadowed].map((state) => (
          <option key={state}>{state}</option>
        ))}
      </select>{' '}
      <label for="replay-from">accepted from</label>{' '}
      <input id="replay-from" name="from" placeholder="2026-11-01T00:00:00Z" />{' '}
      <label for="replay-to">to</label> <input id="replay-to" name="to" placeholder="now" />{' '}
      <label>
        <input type="checkbox" name="dryRun" value="true" checked /> only count
      </label>{' '}
    </Action>
  );
}

function CompareForm({ frame }: FormProps): VNode {
  return (
    <Action to={address('reconciliations', frame.store)} label="Compare now" csrf={frame.csrf}>
      <label for="compare-from">Orders created from</label>{' '}
      <input id="compare-from" name="from" placeholder="2026-11-01T00:00:00Z" required />{' '}
      <label for="compare-to">to</label>{' '}
      <input id="compare-to" name="to" placeholder="2026-11-02T00:00:00Z" required />{' '}
    </Action>
  );
}

function StockForm({ frame, set }: FormProps): VNode {
  return (
    <div>
      <Action to={address('stock-runs', frame.store)} label="Begin" csrf={frame.csrf}>
        <label for="stock-kind">All stock of the store:</label>{' '}
        <select id="stock-kind" name="kind">
          <option value="DRIFT_CHECK">compare with Magento</option>
          <option value="FULL_PUSH">compare, and push all again</option>
        </select>{' '}
      </Action>
      <Action to={address('stock-retries', frame.store)} label="Retry" csrf={frame.csrf}>
        <input type="hidden" name="sku" value={set['sku'] ?? ''} />
        <label for="stock-code">What failed{set['sku'] ? ` of ${set['sku']}` : ''}, with the code</label>{' '}
        <input id="stock-code" name="errorCode" placeholder="any" />{' '}
      </Action>
    </div>
  );
}

/** Held orders, a group at a time: those of one reason. */
function ReleaseForm({ frame, set }: FormProps): VNode {
  if (set['syncState'] !== 'HELD') return <></>;
  return (
    <Action to={address('orders/release', frame.store)} label="Release" csrf={frame.csrf}>
      <label for="release-reason">Pass on as they are all that are held for</label>{' '}
      <select id="release-reason" name="reason">
        {IMBALANCES.map((reason) => (
          <option key={reason} selected={reason === set['syncReason']}>
            {reason}
          </option>
        ))}
      </select>{' '}
      <label for="release-from">created from</label>{' '}
      <input id="release-from" name="createdFrom" placeholder="2026-11-01T00:00:00Z" />{' '}
      <label for="release-to">to</label> <input id="release-to" name="createdTo" placeholder="now" />{' '}
      <label>
        <input type="checkbox" name="dryRun" value="true" checked /> only count
      </label>{' '}
    </Action>
  );
}

/** Events that wait and are none of ours: by source and name, as the list is narrowed; a filter by reason does not count. */
function DismissForm({ frame, set }: FormProps): VNode {
  const { source = '', name = '', reason = '' } = set;
  return (
    <Action to={address('events/dismiss', frame.store)} label="Dismiss" csrf={frame.csrf}>
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="name" value={name} />
      <label for="dismiss-from">
        All{source && ` of ${source}`}
        {name && ` that name ${name}`}
        {reason && ', for any reason, also those that are not listed'}, received from
      </label>{' '}
      <input id="dismiss-from" name="from" placeholder="2026-11-01T00:00:00Z" />{' '}
      <label for="dismiss-to">to</label> <input id="dismiss-to" name="to" placeholder="now" />{' '}
      <label for="dismiss-reason">are of no order here, because</label>{' '}
      <input id="dismiss-reason" name="reason" maxLength={500} required />{' '}
      <label>
        <input type="checkbox" name="dryRun" value="true" checked /> only count
      </label>{' '}
    </Action>
  );
}
