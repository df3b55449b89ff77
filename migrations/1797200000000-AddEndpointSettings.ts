import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an endpoint receives and in which language, whose address it shares; tests that are recorded; events that nobody wants. */
export class AddEndpointSettings1797200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE endpoint ADD COLUMN types text[], ADD COLUMN language text, ADD COLUMN shares text`,
    );
    await runner.query(`ALTER TABLE notification DROP CONSTRAINT notification_state_check,
      ADD CONSTRAINT notification_state_check
        CHECK (state IN ('ACCEPTED', 'UNMAPPED', 'MALFORMED', 'WAITING', 'DISMISSED', 'UNWANTED')) NOT VALID`);
    await runner.query(`ALTER TABLE delivery DROP CONSTRAINT delivery_state_check,
      ADD CONSTRAINT delivery_state_check CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD', 'SHADOWED', 'TEST')) NOT VALID`);
    await runner.query(`
      COMMENT ON COLUMN endpoint.types IS 'Types of events that it receives, and those that have no meaning here; NULL: all.';
      COMMENT ON COLUMN endpoint.language IS 'Language of the status text in its bodies; NULL: there is none.';
      COMMENT ON COLUMN endpoint.shares IS 'Kind whose address, headers and signing secrets it has; NULL: its own.';
      COMMENT ON COLUMN notification.state IS 'ACCEPTED: delivered to the merchant; UNMAPPED: a status without a notification type, kept; MALFORMED: kept for inspection; WAITING: has a type, its order is not known yet, or two of its names name two orders; DISMISSED: an operator said that it is no order of ours; UNWANTED: the endpoint does not receive its type.';
      COMMENT ON COLUMN notification.body IS 'What is delivered, or would be of UNWANTED; of the other states what came, as far as it is JSON.';
      COMMENT ON COLUMN delivery.state IS 'PENDING; DELIVERED: a 2xx came; DEAD: the last try of the schedule failed, can be replayed; SHADOWED: of a store in shadow mode, not sent, can be replayed once it is live; TEST: somebody tried the endpoint out, once: last_status and last_error say what came of it.';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE notification SET state = 'DISMISSED' WHERE state = 'UNWANTED'`);
    await runner.query(`UPDATE delivery SET state = 'DELIVERED' WHERE state = 'TEST'`);
    await runner.query(`ALTER TABLE delivery DROP CONSTRAINT delivery_state_check,
      ADD CONSTRAINT delivery_state_check CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD', 'SHADOWED')) NOT VALID`);
    await runner.query(`ALTER TABLE notification DROP CONSTRAINT notification_state_check,
      ADD CONSTRAINT notification_state_check
        CHECK (state IN ('ACCEPTED', 'UNMAPPED', 'MALFORMED', 'WAITING', 'DISMISSED')) NOT VALID`);
    await runner.query('ALTER TABLE endpoint DROP COLUMN types, DROP COLUMN language, DROP COLUMN shares');
  }
}
