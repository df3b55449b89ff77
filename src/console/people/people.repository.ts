import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../platform/database/data-source.js';

/** Somebody who signs in with the provider. */
export interface Person {
  id: string;
  issuer: string;
  subject: string;
  name: string;
}

/** What those of them are called that are people. */
export async function personNames(manager: EntityManager, actors: string[]): Promise<Map<string, string>> {
  const people = await rowsOf<{ id: string; name: string }>(
    manager,
    'SELECT id, name FROM console_person WHERE id = ANY($1::text[])',
    [actors],
  );
  return new Map(people.map(({ id, name }) => [id, name]));
}

export async function keepPerson(
  manager: EntityManager,
  { id, issuer, subject, name }: Person,
): Promise<void> {
  await manager.query(
    `INSERT INTO console_person AS p (id, issuer, subject, name) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, signed_in_at = now()`,
    [id, issuer, subject, name],
  );
}
