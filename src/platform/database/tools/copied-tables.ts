import pg, { type ClientBase } from 'pg';

/** A table as a backup has it. */
export interface CopiedTable {
  name: string;
  columns: string[];
  /** Of its primary key: the order in which its rows are copied. */
  key: string[];
}

/** TypeORM's own, which the migrations of a restore fill. */
const NOT_COPIED = 'migrations';

/** All tables of ours; one that names another comes after it. */
export async function copiedTables(client: ClientBase): Promise<CopiedTable[]> {
  const { rows: tables } = await client.query<CopiedTable>(
    `SELECT c.relname::text AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       (SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_index i
        CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum WHERE i.indrelid = c.oid AND i.indisprimary) AS key
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname <> '${NOT_COPIED}' ORDER BY c.relname`,
  );
  const { rows: references } = await client.query<{ name: string; target: string }>(
    `SELECT DISTINCT c.relname::text AS name, t.relname::text AS target FROM pg_constraint f
     JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
     WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND f.conrelid <> f.confrelid`,
  );
  return inOrder(tables, references);
}

function inOrder(tables: CopiedTable[], references: { name: string; target: string }[]): CopiedTable[] {
  const ordered: CopiedTable[] = [];
  const left = new Set(tables.map(({ name }) => name));
  while (left.size > 0) {
    const free = tables.filter(
      ({ name }) => left.has(name) && !references.some((one) => one.name === name && left.has(one.target)),
    );
    if (free.length === 0) throw new Error(`Tables name each other in a circle: ${[...left].join(', ')}`);
    for (const { name } of free) left.delete(name);
    ordered.push(...free);
  }
  return ordered;
}

/** In the order of the key, so that the same rows give the same text. */
export function copyOutOf({ name, columns, key }: CopiedTable, where = 'true'): string {
  const from = `FROM public.${pg.escapeIdentifier(name)} WHERE ${where}`;
  return `COPY (SELECT ${listOf(columns)} ${from} ORDER BY ${listOf(key)}) TO STDOUT`;
}

export function copyInto({ name, columns }: CopiedTable): string {
  return `COPY public.${pg.escapeIdentifier(name)} (${listOf(columns)}) FROM STDIN`;
}

function listOf(names: string[]): string {
  return names.map((one) => pg.escapeIdentifier(one)).join(', ');
}

/** Where each sequence stands; not that of TypeORM's table. */
export async function sequencesOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    `SELECT sequencename::text AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname = 'public' AND sequencename <> '${NOT_COPIED}_id_seq' ORDER BY 1`,
  );
  return Object.fromEntries(rows.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])));
}

/** Ids of the keys that open what is sealed in it. */
export async function keyIdsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT credentials_key_id AS id FROM store UNION SELECT client_secrets_key_id FROM store WHERE client_secrets_key_id IS NOT NULL
     UNION SELECT secrets_key_id FROM endpoint UNION SELECT key_id FROM erasure_key ORDER BY 1`,
  );
  return rows.map(({ id }) => id);
}
