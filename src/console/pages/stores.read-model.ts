import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';
import { modeOf } from '../../stores/store-mode.repository.js';
import type { Row } from '../listings/listing.js';

export function storesCalled(manager: EntityManager, codes: string[]): Promise<Row[]> {
  return rowsOf<Row>(
    manager,
    `SELECT s.code, s.base_url, s.store_view, s.paused, s.created_at, ${modeOf('s')} AS mode FROM store s
     WHERE s.code = ANY($1::text[]) ORDER BY s.code`,
    [codes],
  );
}
