import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import type { Row } from '../listings/listing.js';

export function storesCalled(manager: EntityManager, codes: string[]): Promise<Row[]> {
  return rowsOf<Row>(
    manager,
    'SELECT code, base_url, store_view, paused, created_at FROM store WHERE code = ANY($1::text[]) ORDER BY code',
    [codes],
  );
}
