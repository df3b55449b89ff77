import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import type { Frame } from '../views/frame.js';
import type { HourOfOrders } from './home.read-model.js';
import { Minutes } from './home-reads.js';

const NOW = Date.parse('2026-11-25T08:56:00Z');
const frame = { reader: { zone: 'UTC', locale: 'en-GB', now: NOW } } as Frame;
const hour = { hour: new Date(NOW), orders: 1, usual: 0, half: null, nearly_all: null } as HourOfOrders;

describe('the chart of minutes', () => {
  it('says so where nothing is measured, and draws no empty axis', () => {
    const empty = renderToString(Minutes({ frame, hours: [hour] }));
    expect(empty).toContain('None of today’s orders is acknowledged yet.');
    expect(empty).not.toContain('<svg');
    const drawn = renderToString(Minutes({ frame, hours: [{ ...hour, half: 3, nearly_all: 4 }] }));
    expect(drawn).toContain('<svg');
  });
});
