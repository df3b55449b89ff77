import { describe, expect, it } from '@jest/globals';
import { StoreSettings } from '../stores/dto/store-settings.dto.js';
import { classify, type Goods } from './order-sync-state.js';

const settings = Object.assign(new StoreSettings(), {
  statusesToFetch: ['processing'],
  cancelStatuses: ['canceled'],
  startDate: null as string | null,
});
const at = new Date('2026-06-01T00:00:00Z');
const NEW = { sync_state: 'NEW', sync_reason: null };

function of(
  order: { status?: string | null; state?: string | null },
  {
    balanced = true,
    goods = 'some',
    startDate = null,
  }: { balanced?: boolean; goods?: Goods; startDate?: string | null } = {},
) {
  const full = { status: null, state: null, ...order };
  return classify(
    full,
    balanced ? undefined : 'totals_not_balanced',
    goods,
    at,
    Object.assign(new StoreSettings(), settings, { startDate }),
  );
}

describe('where an order stands', () => {
  it('is new with a status that is fetched', () => {
    expect(of({ status: 'processing' })).toEqual(NEW);
    expect(of({ status: 'processing', state: 'complete' })).toEqual(NEW);
  });

  it('is cancelled before all else', () => {
    const cancelled = { sync_state: 'CANCELLED', sync_reason: null };
    expect(of({ status: 'canceled' }, { balanced: false, goods: 'none', startDate: '2027-01-01' })).toEqual(
      cancelled,
    );
  });

  it('is ignored without lines that can be picked, and before the start date', () => {
    expect(of({ status: 'processing' }, { goods: 'none', startDate: '2027-01-01' })).toEqual({
      sync_state: 'IGNORED',
      sync_reason: 'no_simple_items',
    });
    expect(of({ status: 'processing' }, { startDate: '2026-06-01T00:00:01Z' })).toEqual({
      sync_state: 'IGNORED',
      sync_reason: 'before_start_date',
    });
    expect(of({ status: 'processing' }, { startDate: '2026-06-01T00:00:00Z' })).toEqual(NEW);
  });

  it('is ignored where all that could be picked is cancelled or refunded, held or not', () => {
    const gone = { sync_state: 'IGNORED', sync_reason: 'nothing_left' };
    expect(of({ status: 'processing' }, { goods: 'gone', balanced: false })).toEqual(gone);
    expect(of({ status: 'odd' }, { goods: 'gone' }).sync_state).toBe('WAITING');
    expect(of({ status: 'canceled' }, { goods: 'gone' }).sync_state).toBe('CANCELLED');
  });

  it.each(['complete', 'closed', 'canceled'])('is ignored where it is %s with another status', (state) => {
    expect(of({ status: 'odd', state })).toEqual({ sync_state: 'IGNORED', sync_reason: 'already_finished' });
  });

  it('waits with any other status, and is held where its totals do not add up', () => {
    const waiting = { sync_state: 'WAITING', sync_reason: 'status_not_fetched' };
    expect([of({ status: 'odd', state: 'new' }), of({}), of({ status: '' })]).toEqual([
      waiting,
      waiting,
      waiting,
    ]);
    expect(of({ status: 'processing' }, { balanced: false })).toEqual({
      sync_state: 'HELD',
      sync_reason: 'totals_not_balanced',
    });
  });
});
