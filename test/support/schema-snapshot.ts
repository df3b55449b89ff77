type Query = <T extends object>(sql: string) => Promise<T[]>;

interface Line {
  place: string;
  what: string;
}

/** Ours, and not of pg-boss or PostgreSQL. */
const OURS = `n.nspname IN ('public', 'audit')`;

/** Each statement answers lines: where something stands, and what. */
const PARTS: Record<string, string> = {
  columns: `SELECT format('%s.%s', n.nspname, c.relname) AS place,
      format('%s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ' NOT NULL' END,
        coalesce(CASE WHEN a.attidentity <> '' THEN ' IDENTITY ' || a.attidentity::text WHEN a.attgenerated <> '' THEN ' GENERATED '
          || pg_get_expr(d.adbin, d.adrelid) ELSE ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END, '')) AS what
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE ${OURS} AND c.relkind IN ('r', 'p')`,
  storage: `SELECT format('%s.%s', n.nspname, c.relname) AS place, unnest(c.reloptions) AS what
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} AND c.relkind IN ('r', 'p')`,
  constraints: `SELECT format('%s.%s', n.nspname, c.relname) AS place,
      format('%s %s%s', k.conname, pg_get_constraintdef(k.oid), CASE WHEN NOT k.convalidated THEN ' (not validated)' END) AS what
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OURS} AND k.contype IN ('c', 'f', 'p', 'u', 'x')`,
  indexes: `SELECT format('%s.%s', n.nspname, c.relname) AS place,
      format('%s%s', pg_get_indexdef(i.indexrelid), CASE WHEN NOT i.indisvalid THEN ' (not valid)' END) AS what
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OURS} AND c.relkind IN ('r', 'p')`,
  triggers: `SELECT format('%s.%s', n.nspname, c.relname) AS place,
      format('%s (%s)', pg_get_triggerdef(t.oid), t.tgenabled) AS what
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OURS} AND NOT t.tgisinternal`,
  functions: `SELECT format('%s.%s', n.nspname, p.proname) AS place, pg_get_functiondef(p.oid) AS what
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OURS}`,
  views: `SELECT format('%s.%s', n.nspname, c.relname) AS place, pg_get_viewdef(c.oid) AS what
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} AND c.relkind IN ('v', 'm')`,
  sequences: `SELECT format('%s.%s', n.nspname, c.relname) AS place,
      format('%s START %s INCREMENT %s', format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement) AS what
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OURS}`,
  rights: `SELECT format('%s.%s', n.nspname, c.relname) AS place,
      format('%s to %s', string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type), r.rolname) AS what
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
    JOIN pg_roles r ON r.oid = a.grantee WHERE ${OURS} AND a.grantee <> c.relowner
    GROUP BY n.nspname, c.relname, r.rolname`,
};

/** All that the migrations make, in words of PostgreSQL: what is dropped, or changed, changes this text. */
export async function schemaSnapshot(query: Query): Promise<string> {
  const parts: string[] = [];
  for (const [name, sql] of Object.entries(PARTS)) {
    const rows = await query<Line>(sql);
    const places = Map.groupBy(rows.toSorted(byText), ({ place }) => place);
    const lines = [...places].map(
      ([place, all]) => `${place}\n${all.map(({ what }) => indented(what)).join('\n')}\n`,
    );
    parts.push(`# ${name}\n\n${lines.join('\n')}`);
  }
  return parts.join('\n');
}

/** Not by PostgreSQL: its order is that of the machine's language. */
function byText(a: Line, b: Line): number {
  return a.place === b.place ? compare(a.what, b.what) : compare(a.place, b.place);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}
