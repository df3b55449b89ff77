import { describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { migrations } from './index.js';

/** What a statement does to a table that may hold a million rows by then; named tables only. */
const LONG_LOCKS: Record<string, RegExp> = {
  'an index without CONCURRENTLY': /CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)\S+ ON (?:ONLY )?("?\w+"?)/gi,
  'a constraint that is checked at once':
    /ALTER TABLE ("?\w+"?)[^;]*?ADD (?:CONSTRAINT \S+ )?(?:CHECK|FOREIGN KEY|UNIQUE|PRIMARY KEY)(?![^;]*(?:NOT VALID|USING INDEX))/gi,
  'a column without a default that may not be NULL':
    /ALTER TABLE ("?\w+"?)[^;]*?ADD COLUMN [^;,]*NOT NULL(?![^;,]*DEFAULT)/gi,
  'a table rewritten for a type': /ALTER TABLE ("?\w+"?)[^;]*?ALTER COLUMN \S+ (?:SET DATA )?TYPE/gi,
  'NOT NULL checked by reading everything': /ALTER TABLE ("?\w+"?)[^;]*?SET NOT NULL/gi,
};
/** And what version N-1 of the service, still running during the roll, could not bear. */
const BREAKS_OLD_CODE: Record<string, RegExp> = {
  'a column or table that old code names is gone':
    /(?:ALTER TABLE ("?\w+"?)[^;]*?(?:DROP|RENAME) COLUMN|DROP TABLE ("?\w+"?)|ALTER TABLE ("?\w+"?) RENAME)/gi,
};
const CREATED = /CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?("?\w+"?)/gi;

function findings(sql: string, existing: Set<string>): string[] {
  return Object.entries({ ...LONG_LOCKS, ...BREAKS_OLD_CODE }).flatMap(([what, pattern]) =>
    [...sql.matchAll(pattern)]
      .map((match) => match.slice(1).find((name) => name !== undefined)!)
      .filter((table) => existing.has(table.replaceAll('"', '')))
      .map((table) => `${what}: ${table}`),
  );
}

function tablesMadeBy(sql: string): string[] {
  return [...sql.matchAll(CREATED)].map((match) => match[1]!.replaceAll('"', ''));
}

async function statementsOf(migration: (typeof migrations)[number]): Promise<string[]> {
  const said: string[] = [];
  const query = (sql: string): Promise<unknown[]> => {
    said.push(sql);
    return Promise.resolve([]);
  };
  await new migration().up({ query } as unknown as QueryRunner);
  return said;
}

describe('migrations of a running service', () => {
  it('hold no long lock on a table of an earlier migration, and take nothing from version N-1', async () => {
    const existing = new Set<string>();
    const found: string[] = [];
    for (const migration of migrations) {
      const statements = await statementsOf(migration);
      for (const sql of statements) {
        found.push(...findings(sql, existing).map((words) => `${migration.name}: ${words}`));
      }
      for (const table of statements.flatMap(tablesMadeBy)) existing.add(table);
    }
    expect(found).toEqual([]);
    expect(existing.size).toBeGreaterThan(20);
  });

  it.each([
    ['CREATE INDEX x ON "order" (sku)', 1],
    ['CREATE INDEX CONCURRENTLY x ON "order" (sku)', 0],
    ['ALTER TABLE "order" ADD COLUMN y text NOT NULL', 1],
    ['ALTER TABLE "order" ADD COLUMN y text NOT NULL DEFAULT \'\'', 0],
    ['ALTER TABLE "order" ADD CONSTRAINT z CHECK (y > 0)', 1],
    ['ALTER TABLE "order" ADD CONSTRAINT z CHECK (y > 0) NOT VALID', 0],
    ['ALTER TABLE "order" ALTER COLUMN y TYPE bigint', 1],
    ['ALTER TABLE "order" DROP COLUMN y', 1],
    ['ALTER TABLE other DROP COLUMN y', 0],
  ])('are judged rightly: %s', (sql, expected) => {
    expect(findings(sql, new Set(['order']))).toHaveLength(expected);
  });
});
