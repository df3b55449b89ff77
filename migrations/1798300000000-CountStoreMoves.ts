import type { MigrationInterface, QueryRunner } from 'typeorm';

const COMMENTS: Record<string, string> = {
  'store.moves': 'How often it has moved to another database; it goes along.',
  'store_move.number':
    'Its number among the moves of the store: a command of an earlier one that wakes changes nothing.',
};

/** Which of two moves of a store is the later one, however their commands end. */
export class CountStoreMoves1798300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE store ADD COLUMN moves integer NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE store_move ADD COLUMN number integer NOT NULL DEFAULT 0');
    for (const [column, comment] of Object.entries(COMMENTS)) {
      await runner.query(`COMMENT ON COLUMN ${column} IS '${comment}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE store_move DROP COLUMN number');
    await runner.query('ALTER TABLE store DROP COLUMN moves');
  }
}
