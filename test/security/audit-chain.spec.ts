import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { removeAudit } from '../../src/audit/audit-removal.js';
import { AuditVerifier } from '../../src/audit/audit-verifier.js';
import { recordAudit } from '../../src/platform/audit/audit-log.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const ACTOR = { clientId: 'somebody', requestId: 'r-1', address: '192.0.2.7' };

/** What somebody with the right to delete and change can do to the log, and what shows it. */
describe('the chain of the audit log', () => {
  let db: TestDatabase;
  let source: DataSource;
  let verifier: AuditVerifier;

  beforeEach(async () => {
    db = await createTestDatabase();
    source = await new DataSource(dataSourceOptions(db.url)).initialize();
    verifier = new AuditVerifier(source);
    for (let n = 1; n <= 5; n++) {
      await recordAudit(source.manager, ACTOR, {
        action: 'store.check',
        subject: `thing:${n}`,
        before: { n, text: 'ä "quoted"\n' },
      });
    }
  });

  afterEach(async () => {
    await source.destroy();
    await db.drop();
  });

  const broken = async (): Promise<string | null> => (await verifier.verify()).broken;

  /** As the owner of the tables who wants to hide something. */
  async function tamper(...statements: string[]): Promise<void> {
    for (const trigger of ['DISABLE', 'ENABLE']) {
      await db.rows(
        `ALTER TABLE audit_log ${trigger} TRIGGER ALL; ALTER TABLE audit_chain ${trigger} TRIGGER ALL`,
      );
      if (trigger === 'DISABLE') for (const statement of statements) await db.rows(statement);
    }
  }

  it('is whole: each row is bound to the one before, and to its own fields', async () => {
    expect(await verifier.verify()).toMatchObject({ rows: 5, first: '1', broken: null });
    const chain = await db.rows<{ position: string; fits: boolean }>(
      `SELECT c.position, c.previous_hash = lag(c.hash, 1, decode(repeat('00', 32), 'hex')) OVER (ORDER BY c.position)
         AND c.hash = sha256(c.previous_hash || convert_to(audit_text(c.position, a), 'UTF8')) AS fits
       FROM audit_chain c JOIN audit_log a ON a.id = c.entry_id ORDER BY c.position`,
    );
    expect(chain).toEqual(['1', '2', '3', '4', '5'].map((position) => ({ position, fits: true })));
  });

  it('takes in rows that are written at once, of many connections, and loses none', async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        source.transaction(async (manager) => {
          await recordAudit(manager, ACTOR, { action: 'order.refresh', subject: `thing:${n}` });
          await recordAudit(manager, ACTOR, { action: 'order.refresh', subject: `thing:${n}` });
        }),
      ),
    );
    expect(await verifier.verify()).toMatchObject({ rows: 405, broken: null });
  });

  it('waits for nobody who has written his row and goes on working', async () => {
    const slow = source.createQueryRunner();
    await slow.startTransaction();
    await recordAudit(slow.manager, ACTOR, { action: 'order.refresh', subject: 'thing:6' });
    await recordAudit(source.manager, ACTOR, { action: 'order.release', subject: 'thing:7' });
    await slow.commitTransaction();
    await slow.release();
    const order = await db.rows(
      'SELECT a.action FROM audit_chain c JOIN audit_log a ON a.id = c.entry_id ORDER BY c.position DESC LIMIT 2',
    );
    expect(order).toEqual([{ action: 'order.refresh' }, { action: 'order.release' }]);
    expect(await broken()).toBeNull();
  });

  it('has a row exactly if its transaction took effect', async () => {
    await expect(
      source.transaction(async (manager) => {
        await recordAudit(manager, ACTOR, { action: 'order.refresh', subject: 'thing:6' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await verifier.verify()).toMatchObject({ rows: 5, broken: null });
  });

  it.each<[string, string[], string]>([
    [
      'a field is changed',
      [`UPDATE audit_log SET actor = 'else' WHERE subject = 'thing:3'`],
      'Position 3: its row',
    ],
    [
      'a value is changed',
      [`UPDATE audit_log SET before = '{"n": 9}' WHERE subject = 'thing:2'`],
      'Position 2: its row',
    ],
    [
      'a time is changed',
      [`UPDATE audit_log SET at = at - interval '1 us' WHERE subject = 'thing:4'`],
      'Position 4: its',
    ],
    [
      'an address is taken out',
      [`UPDATE audit_log SET address = NULL WHERE subject = 'thing:1'`],
      'Position 1: its row',
    ],
    [
      'a row is removed',
      [`DELETE FROM audit_log WHERE subject = 'thing:3'`],
      'Position 3: its row, id 3, is gone',
    ],
    [
      'a row and its link are removed',
      [`DELETE FROM audit_chain WHERE position = 3`, `DELETE FROM audit_log WHERE subject = 'thing:3'`],
      'Position 3 is gone; the next is 4',
    ],
    [
      'the gap is closed',
      [
        `DELETE FROM audit_chain WHERE position = 3`,
        `DELETE FROM audit_log WHERE subject = 'thing:3'`,
        `UPDATE audit_chain SET position = position - 1 WHERE position > 3`,
        `UPDATE audit_head SET position = 4`,
      ],
      'Position 3 does not follow',
    ],
    [
      'two rows change places',
      [
        `UPDATE audit_chain SET entry_id = -entry_id WHERE position IN (2, 3)`,
        `UPDATE audit_chain SET entry_id = CASE position WHEN 2 THEN 3 ELSE 2 END WHERE position IN (2, 3)`,
      ],
      'Position 2: its row, id 3, was changed',
    ],
    [
      'the front is cut off',
      [`DELETE FROM audit_chain WHERE position < 3`, `DELETE FROM audit_log WHERE id < 3`],
      'Position 3 is the first, and no entry',
    ],
    [
      'the tail is cut off',
      [`DELETE FROM audit_chain WHERE position > 3`, `DELETE FROM audit_log WHERE id > 3`],
      'Position 5 was the last one; now it is 3',
    ],
    [
      'all is removed',
      ['DELETE FROM audit_chain', 'DELETE FROM audit_log'],
      'Position 5 was the last one; now it is none',
    ],
    [
      'a row is put in past the chain',
      [`INSERT INTO audit_log (actor, action, subject) VALUES ('a', 'b', 'c')`],
      'Row 6 of audit_log is not in the chain',
    ],
    ['the end is forgotten', ['DELETE FROM audit_head'], 'audit_head) is gone'],
  ])('shows it where %s', async (_what, statements, words) => {
    await tamper(...statements);
    expect(await broken()).toContain(words);
  });

  it('shows a tail that was cut off with its end, and a chain made again, only against a copy kept outside', async () => {
    const kept = (await verifier.verify()).last!;
    await tamper(
      'DELETE FROM audit_chain WHERE position > 3',
      'DELETE FROM audit_log WHERE id > 3',
      'UPDATE audit_head SET position = 3, hash = (SELECT hash FROM audit_chain WHERE position = 3)',
    );
    expect(await broken()).toBeNull();
    expect((await verifier.verify(kept)).broken).toContain('Position 5, of which a copy was kept, is gone');
    await recordAudit(source.manager, ACTOR, { action: 'order.refresh', subject: 'thing:4' });
    await recordAudit(source.manager, ACTOR, { action: 'order.refresh', subject: 'thing:5' });
    expect(await broken()).toBeNull();
    expect((await verifier.verify(kept)).broken).toContain('Position 5 has another hash than the copy');
  });

  it('stays whole where its owner removes the front in due form, and only then', async () => {
    await tamper(`UPDATE audit_log SET at = at - interval '400 days' WHERE id <= 3`);
    // The front is moved back in time for the test alone: its hashes are made again as the trigger makes them.
    await db.rows('DROP TRIGGER audit_chain_append_only ON audit_chain');
    await db.rows(`DO $$ DECLARE p bytea := decode(repeat('00', 32), 'hex'); r record; BEGIN
      FOR r IN SELECT c.position, a AS entry FROM audit_chain c JOIN audit_log a ON a.id = c.entry_id ORDER BY 1 LOOP
        UPDATE audit_chain SET previous_hash = p, hash = sha256(p || convert_to(audit_text(r.position, r.entry), 'UTF8'))
          WHERE position = r.position RETURNING hash INTO p;
      END LOOP; UPDATE audit_head SET hash = p; END $$`);
    const before = await verifier.verify();
    expect(before).toMatchObject({ rows: 5, broken: null });
    expect(await removeAudit(db.url, new Date(Date.now() - 365 * 86_400_000))).toBe(3);
    expect(await verifier.verify()).toMatchObject({ rows: 3, first: '4', broken: null });
    expect(await verifier.verify(before.last!)).toMatchObject({ broken: null });
    const [checkpoint] = await db.rows<{ after: object }>(
      `SELECT after FROM audit_log WHERE action = 'audit.remove'`,
    );
    expect(checkpoint!.after).toMatchObject({ position: '3', rows: 3 });
    // Once more, up to and with the first checkpoint.
    expect(await removeAudit(db.url, new Date(Date.now() + 60_000))).toBe(3);
    expect(await verifier.verify()).toMatchObject({ rows: 1, first: '7', broken: null });
    expect(await removeAudit(db.url, new Date(0))).toBe(0);
  });
});
