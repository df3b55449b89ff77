import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';

/** What those of them are called that are people. */
export async function personNames(manager: EntityManager, actors: string[]): Promise<Map<string, string>> {
  const people = await rowsOf<{ id: string; name: string }>(
    manager,
    'SELECT id, name FROM console_person WHERE id = ANY($1::text[])',
    [actors],
  );
  return new Map(people.map(({ id, name }) => [id, name]));
}
