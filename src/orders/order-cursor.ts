import { BadRequestError } from '../platform/errors/app-error.js';
import type { OrderRow, SortColumn } from './orders.read-model.js';

const LETTERS: Record<SortColumn, string> = {
  magento_created_at: 'c',
  magento_updated_at: 'u',
  changed_at: 's',
};

/**
 * Place after which a page begins: sorting, time and id of the last order, as base64url. Stable under inserts, since an
 * order's place does not depend on how many come before it.
 */
export function encodeCursor(sortBy: SortColumn, row: OrderRow): string {
  const time = row[sortBy];
  const place = [LETTERS[sortBy], typeof time === 'string' ? time : time.toISOString(), row.entity_id];
  return Buffer.from(place.join('|')).toString('base64url');
}

/** @throws BadRequestError also for a cursor of a list that is sorted otherwise */
export function decodeCursor(sortBy: SortColumn, cursor: string): { time: string; id: string } {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const match = /^([cus])\|(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(?:\d{3})?Z)\|(\d{1,18})$/.exec(text);
  if (!match || Number.isNaN(Date.parse(match[2]!))) {
    throw BadRequestError.field('cursor', 'is no cursor of this service');
  }
  if (match[1] !== LETTERS[sortBy]) {
    throw BadRequestError.field('cursor', 'belongs to a list with other filters');
  }
  return { time: match[2]!, id: match[3]! };
}
