import type pg from 'pg';
import { many } from '../../text/many.js';
import { asTable } from './database-status.js';

/** Prints what each statement answers. @returns whether all of it was done */
export async function runSql(client: pg.Client, sql: string): Promise<boolean> {
  try {
    const answered = (await client.query({ text: sql, rowMode: 'array' })) as unknown;
    const results = (Array.isArray(answered) ? answered : [answered]) as pg.QueryArrayResult[];
    for (const result of results) process.stdout.write(`${wordsOf(result)}\n`);
    return true;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return false;
  }
}

function wordsOf(result: pg.QueryArrayResult): string {
  if (result.fields.length > 0) {
    return [...asTable(result), `(${many(result.rows.length, 'row', 'rows')})`].join('\n');
  }
  return [result.command, result.rowCount].filter((part) => part !== null).join(' ');
}
