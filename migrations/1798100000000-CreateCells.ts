import type { MigrationInterface, QueryRunner } from 'typeorm';
import { noteChangesByHand } from './changes-by-hand.js';

const COMMENTS: Record<string, Record<string, string>> = {
  cell: {
    '': 'Which of several databases this is; without a row it is the only one.',
    one: 'Always true: there is one row.',
    number: 'Ids that this database gives leave this remainder when divided by 1000.',
    name: 'As the other databases, and whoever leads requests to one of them, call it.',
    created_at: 'When it got its number.',
  },
  store_move: {
    '': 'The last move of a store, from here or to here. What is left of a store that has gone.',
    store_code: 'Store; its row may be gone.',
    id: 'The move, in both databases.',
    state:
      'LEAVING: closed, and still here; LEFT: it is in the other database; ARRIVING: copied, and still closed; HERE: it came from there.',
    cell: 'Name of the other database.',
    was_paused: 'Whether it was paused before: so it is again after the move.',
    changed_at: 'When it came into this state.',
  },
};

/** Several databases, of which a store lives in one. */
export class CreateCells1798100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CELL);
    await runner.query(MOVE);
    for (const [table, comments] of Object.entries(COMMENTS)) {
      for (const [column, comment] of Object.entries(comments)) {
        const on = column === '' ? `TABLE ${table}` : `COLUMN ${table}.${column}`;
        await runner.query(`COMMENT ON ${on} IS '${comment}'`);
      }
      await noteChangesByHand(runner, table);
    }
    await runner.query('ALTER TABLE store ADD COLUMN away boolean NOT NULL DEFAULT false');
    await runner.query(
      `COMMENT ON COLUMN store.away IS 'It is on its way to another database, or there: nothing is done for it here.'`,
    );
    await runner.query(
      'ALTER TABLE store ADD CONSTRAINT store_away_check CHECK (paused OR NOT away) NOT VALID',
    );
    await runner.query('ALTER TABLE store VALIDATE CONSTRAINT store_away_check');
    await runner.query('ALTER TABLE idempotency_key ADD COLUMN store_code text');
    await runner.query(
      `COMMENT ON COLUMN idempotency_key.store_code IS 'Store that the request is for, with which the key moves; NULL: of none, or not known.'`,
    );
    await runner.query(
      noteReturnChange(`IF current_setting('bridge.copies_store', true) = 'yes' THEN
        RETURN NULL;
      END IF;
      `),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    // Without the column a store that is away would be a paused one, which anybody may open.
    await runner.query(`DO $$ BEGIN
      IF EXISTS (SELECT FROM store WHERE away) THEN RAISE EXCEPTION 'stores are away: end their moves, or clean them, first'; END IF;
    END $$`);
    await runner.query(noteReturnChange(''));
    await runner.query('ALTER TABLE idempotency_key DROP COLUMN store_code');
    await runner.query('ALTER TABLE store DROP COLUMN away');
    for (const table of Object.keys(COMMENTS)) await runner.query(`DROP TABLE ${table}`);
  }
}

const CELL = `
  CREATE TABLE cell (
    one boolean PRIMARY KEY DEFAULT true CONSTRAINT cell_one_check CHECK (one),
    number integer NOT NULL CONSTRAINT cell_number_check CHECK (number BETWEEN 1 AND 999),
    name text NOT NULL CONSTRAINT cell_name_check CHECK (name ~ '^[A-Za-z0-9_-]{1,64}$'),
    created_at timestamptz NOT NULL DEFAULT now()
  )`;

const MOVE = `
  CREATE TABLE store_move (
    store_code text PRIMARY KEY,
    id uuid NOT NULL,
    state text NOT NULL CONSTRAINT store_move_state_check CHECK (state IN ('LEAVING', 'LEFT', 'ARRIVING', 'HERE')),
    cell text NOT NULL,
    was_paused boolean NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
  )`;

/** Rows that are copied say as they are whether Increff is still to hear of them. */
const noteReturnChange = (
  first: string,
): string => `CREATE OR REPLACE FUNCTION note_return_change() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
      ${first}UPDATE return_order SET increff_due = true WHERE id = NEW.return_order_id AND NOT increff_due;
      RETURN NULL;
    END $$`;
