interface Column {
  table_schema: string;
  table_name: string;
  kind: 'r' | 'v';
  about: string;
  column_name: string;
  type: string;
  required: boolean;
  comment: string;
}

interface Reference {
  table_name: string;
  column_name: string;
  target: string;
}

type Query = <T extends object>(sql: string) => Promise<T[]>;

/** The part of docs/database.md that is made from the comments in the database: a diagram, tables, views. */
export async function databasePage(query: Query): Promise<string> {
  const columns = await query<Column>(
    `SELECT n.nspname AS table_schema, c.relname AS table_name, c.relkind AS kind, obj_description(c.oid) AS about,
       a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
       col_description(c.oid, a.attnum) AS comment
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE n.nspname IN ('public', 'audit') AND c.relkind IN ('r', 'v') AND c.relname <> 'migrations'
     ORDER BY n.nspname, c.relname, a.attnum`,
  );
  const references = await query<Reference>(
    `SELECT f.conrelid::regclass::text AS table_name, a.attname AS column_name, f.confrelid::regclass::text AS target
     FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
     WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace ORDER BY 1, 2`,
  );
  const views = columns.filter(({ kind }) => kind === 'v');
  const tables = columns.filter(({ kind }) => kind === 'r');
  return [
    '## How the tables hang together\n',
    diagram(references),
    '## Views for DBAs\n',
    ...grouped(views).map((view) => section(view, [])),
    '## Tables\n',
    ...grouped(tables).map((table) => section(table, references)),
  ].join('\n');
}

function diagram(references: Reference[]): string {
  const bare = (name: string): string => name.replaceAll('"', '');
  const lines = references.map(
    ({ table_name: from, column_name: column, target }) =>
      `  ${bare(target)} ||--o{ ${bare(from)} : ${column}`,
  );
  return `\`\`\`mermaid\nerDiagram\n${lines.join('\n')}\n\`\`\`\n`;
}

function grouped(columns: Column[]): Column[][] {
  return [...Map.groupBy(columns, (one) => `${one.table_schema}.${one.table_name}`).values()];
}

function section(columns: Column[], references: Reference[]): string {
  const { table_schema: schema, table_name: name, about, kind } = columns[0]!;
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = columns.map(({ column_name: column, type, required, comment }) => {
    const to = references.find(
      (one) => one.table_name.replaceAll('"', '') === name && one.column_name === column,
    );
    const words = to ? `${comment} → \`${to.target.replaceAll('"', '')}\`` : comment;
    return `| \`${column}\` | ${type}${kind === 'r' && !required ? ', may be NULL' : ''} | ${cell(words)} |`;
  });
  return `### ${schema === 'public' ? '' : `${schema}.`}${name}\n\n${about}\n\n| column | type | meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
}
