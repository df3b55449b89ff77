import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor } from './order-cursor.js';
import type { OrderRow } from './orders.read-model.js';

const row = {
  entity_id: '17',
  magento_created_at: new Date('2026-01-02T03:04:05.006Z'),
  magento_updated_at: new Date('2026-02-03T04:05:06.007Z'),
  changed_at: '2026-03-04T05:06:07.008009Z',
} as OrderRow;
const text = (place: string): string => Buffer.from(place).toString('base64url');

describe('a cursor', () => {
  it('is the place of the last order in its own sorting', () => {
    for (const [sortBy, time] of [
      ['magento_created_at', '2026-01-02T03:04:05.006Z'],
      ['magento_updated_at', '2026-02-03T04:05:06.007Z'],
      ['changed_at', '2026-03-04T05:06:07.008009Z'],
    ] as const) {
      expect(decodeCursor(sortBy, encodeCursor(sortBy, row))).toEqual({ time, id: '17' });
    }
  });

  it('belongs to lists of one sorting', () => {
    const created = encodeCursor('magento_created_at', row);
    const updated = encodeCursor('magento_updated_at', row);
    const error = { errors: [{ field: 'cursor', message: 'belongs to a list with other filters' }] };
    expect(() => decodeCursor('magento_updated_at', created)).toThrow(expect.objectContaining(error));
    expect(() => decodeCursor('magento_created_at', updated)).toThrow(expect.objectContaining(error));
  });

  it.each([
    '',
    'x',
    text('c|2026-01-02T03:04:05.006Z|'),
    text('c|2026-01-02|17'),
    text('c|2026-13-02T03:04:05.006Z|17'),
    text("c|2026-01-02T03:04:05.006Z|17' OR 1=1"),
    text(' c|2026-01-02T03:04:05.006Z|17'),
    text('c|2026-01-02T03:04:05.006Z|1234567890123456789'),
  ])('is none of this service: %s', (cursor) => {
    const error = { errors: [{ field: 'cursor', message: 'is no cursor of this service' }] };
    expect(() => decodeCursor('magento_created_at', cursor)).toThrow(expect.objectContaining(error));
  });
});
