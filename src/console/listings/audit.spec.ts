import { describe, expect, it } from '@jest/globals';
import { Fragment, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { BeforeAndAfter } from './audit-changes.js';
import { audit } from './audit.js';

/** The text of the page, a line of a list each. */
function said(before: unknown, after: unknown): string[] {
  const page = BeforeAndAfter({ before, after });
  const html = page === null ? '' : renderToString(page);
  return html
    .split('</li>')
    .map((line) => line.replaceAll(/<[^>]*>/g, '').trim())
    .filter((line) => line !== '');
}

const cell = (label: string, row: Record<string, unknown>): string => {
  const column = audit.columns.find((one) => one.label === label)!;
  return renderToString(h(Fragment, null, column.cell(row, ''))).replaceAll(/<[^>]*>/g, '');
};

describe('what changed, in the audit log', () => {
  it('has no line that says nothing', () => {
    expect(said({ id: 1, application: '' }, { id: 2, application: '' })).toEqual(['ID: 1 → 2']);
    expect(said({ id: 1 }, { id: 2, application: '' })).toEqual(['ID: 1 → 2']);
    expect(said({ a: null }, { a: '', b: null })).toEqual([]);
  });

  it('lists a row that was added or deleted by hand from one side only', () => {
    expect(said({ id: null, kind: null }, { id: 3, kind: 'INVOICE_DOUBLED', application: '' })).toEqual([
      'ID: 3',
      'Kind: Two invoices of one write',
    ]);
    // The database keeps texts back also of a row that was not there.
    expect(said({ id: null, body: '***' }, { id: 3, body: '***', application: '' })).toEqual([
      'ID: 3',
      'Body: not shown',
    ]);
    expect(said({ id: 3, order_code: '7' }, { id: null, order_code: null, application: 'psql' })).toEqual([
      'ID: 3',
      'Order code: 7',
      'With the program: psql',
    ]);
  });

  it('has values in words', () => {
    const after = { paused: true, from: '2026-11-01T00:00:00.000Z', body: '***', stream: 'orders.new' };
    expect(said(null, after)).toEqual([
      'Reading is paused: yes',
      'From: 2026-11-01 00:00:00 UTC',
      'Body: not shown',
      'Stream: New orders',
    ]);
  });
});

describe('a row of the audit log', () => {
  const row = { action: 'personal-data.read', actor: 'cli', subject: 'order:7', result: 'ok' };

  it('says who did what to what, with the codes that the filters take', () => {
    expect(cell('Action', row)).toBe('Opened a page with a customer’s data personal-data.read');
    expect(cell('Who', row)).toBe('The command line cli');
    expect(cell('To what', row)).toBe('Order 7 order:7');
  });

  it('does not say that what failed was done', () => {
    const failed = { ...row, action: 'sign-in.console', result: 'failed' };
    expect(cell('Action', failed)).toContain('Tried to sign in to the console');
  });

  it('shows what is not known here as it is, once', () => {
    expect(cell('Action', { ...row, action: 'later.thing' })).toBe('later.thing');
    expect(cell('To what', { ...row, subject: 'later:7' })).toBe('later:7');
    expect(cell('Who', { ...row, actor: 'increff' })).toBe('increff');
  });
});
