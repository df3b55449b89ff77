import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who, from where and with what result, in each row of the audit log; and a chain over the rows, in the order in which they were
 * committed, so that a row that is changed, removed or moved shows.
 */
export class ChainAuditLog1795500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [COLUMNS, REFUSE_CHANGE, CHAIN, CHAIN_ROW, CHAIN_OLD_ROWS, TALLY, STREAM]) {
      await runner.query(part);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audit_stream, audit_tally;
      DROP TRIGGER audit_log_chain ON audit_log;
      DROP FUNCTION chain_audit_row();
      DROP TABLE audit_chain, audit_head;
      DROP FUNCTION audit_text(bigint, audit_log);
      ALTER TABLE audit_log DROP CONSTRAINT audit_log_result, DROP COLUMN address, DROP COLUMN store_code, DROP COLUMN result`);
    await runner.query(REFUSE_EVERY_CHANGE);
  }
}

const COLUMNS = `
  ALTER TABLE audit_log ADD COLUMN address text, ADD COLUMN store_code text,
    ADD COLUMN result text NOT NULL DEFAULT 'ok';
  ALTER TABLE audit_log ADD CONSTRAINT audit_log_result CHECK (result IN ('ok', 'failed', 'refused')) NOT VALID;
  COMMENT ON TABLE audit_log IS 'Who did what: sign-ins, changes, and reading of personal data in the console. Rows are only added.';
  COMMENT ON COLUMN audit_log.actor IS 'API client; cli, environment, schedule, or unknown where nobody could be told.';
  COMMENT ON COLUMN audit_log.address IS 'Where the request came from, behind trusted proxies; NULL where there was none.';
  COMMENT ON COLUMN audit_log.store_code IS 'Code of the store it was about; NULL where it was about none.';
  COMMENT ON COLUMN audit_log.result IS 'ok; failed: it was tried, and did not go well; refused: it was not even tried.'`;

const REFUSE_EVERY_CHANGE = `
  CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% of % is refused: rows are only added', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END $$`;

const REFUSE_CHANGE = `
  CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    -- Set by "audit remove" for its own transaction, which leaves a checkpoint. Who may delete is a matter of rights.
    IF TG_OP = 'DELETE' AND current_setting('bridge.audit_removal', true) = 'yes' THEN
      RETURN OLD;
    END IF;
    RAISE EXCEPTION '% of % is refused: rows are only added', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END $$`;

const CHAIN = `
  CREATE TABLE audit_chain (
    position bigint PRIMARY KEY,
    entry_id bigint NOT NULL UNIQUE REFERENCES audit_log,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
  );
  COMMENT ON TABLE audit_chain IS 'The rows of audit_log in the order of their commits, each bound to the one before.';
  COMMENT ON COLUMN audit_chain.position IS 'From 1 on, without gaps.';
  COMMENT ON COLUMN audit_chain.entry_id IS 'The row.';
  COMMENT ON COLUMN audit_chain.previous_hash IS 'Hash of the position before; 32 zero bytes at the first.';
  COMMENT ON COLUMN audit_chain.hash IS 'SHA-256 of previous_hash and audit_text(position, row).';
  CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE ON audit_chain
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER audit_chain_no_truncate BEFORE TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

  CREATE TABLE audit_head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL,
    hash bytea NOT NULL
  );
  COMMENT ON TABLE audit_head IS 'The end of the chain: one row, which whoever appends holds until its commit is through.';
  COMMENT ON COLUMN audit_head.one IS 'Always true: there is one row.';
  COMMENT ON COLUMN audit_head.position IS 'Last position of audit_chain; 0 before the first.';
  COMMENT ON COLUMN audit_head.hash IS 'Its hash.';
  INSERT INTO audit_head (position, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

  CREATE FUNCTION audit_text(place bigint, entry audit_log) RETURNS text LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    SELECT string_agg(CASE WHEN value IS NULL THEN '-' ELSE octet_length(convert_to(value, 'UTF8')) || ':' || value END, ''
      ORDER BY n)
    FROM unnest(ARRAY[place::text, entry.id::text, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      entry.actor, entry.action, entry.subject, entry.store_code, entry.before::text, entry.after::text, entry.request_id,
      entry.address, entry.result]) WITH ORDINALITY AS field(value, n)
  $$;
  COMMENT ON FUNCTION audit_text(bigint, audit_log) IS 'What is hashed of a row: each field as <bytes>:<text>, - for NULL.'`;

/**
 * It runs when the transaction of the row commits, and holds the head only until that commit is through: what is recorded
 * waits for no other work, and is recorded exactly if the transaction takes effect. A transaction that adds to the log must not
 * also insert into `notification`, whose deferred foreign key may wait for others while the head is held.
 */
const CHAIN_ROW = `
  CREATE FUNCTION chain_audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
  DECLARE
    head audit_head;
    digest bytea;
  BEGIN
    SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
    digest := sha256(head.hash || convert_to(audit_text(head.position + 1, NEW), 'UTF8'));
    INSERT INTO audit_chain (position, entry_id, previous_hash, hash) VALUES (head.position + 1, NEW.id, head.hash, digest);
    UPDATE audit_head SET position = head.position + 1, hash = digest;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION chain_audit_row() IS 'Appends a new row of audit_log to audit_chain, by the right of its owner.';
  CREATE CONSTRAINT TRIGGER audit_log_chain AFTER INSERT ON audit_log DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION chain_audit_row()`;

/** The trigger keeps others from adding until this is committed. */
const CHAIN_OLD_ROWS = `
  DO $$
  DECLARE
    entry audit_log;
    head audit_head;
    digest bytea;
  BEGIN
    SELECT * INTO STRICT head FROM audit_head;
    FOR entry IN SELECT * FROM audit_log ORDER BY id LOOP
      digest := sha256(head.hash || convert_to(audit_text(head.position + 1, entry), 'UTF8'));
      INSERT INTO audit_chain (position, entry_id, previous_hash, hash) VALUES (head.position + 1, entry.id, head.hash, digest);
      head.position := head.position + 1;
      head.hash := digest;
    END LOOP;
    UPDATE audit_head SET position = head.position, hash = head.hash;
  END $$`;

const TALLY = `
  CREATE TABLE audit_tally (
    hour timestamptz NOT NULL,
    action text NOT NULL,
    result text NOT NULL,
    actor text NOT NULL,
    address text NOT NULL,
    store_code text NOT NULL,
    subject text NOT NULL,
    times bigint NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (hour, action, result, actor, address, store_code, subject)
  );
  COMMENT ON TABLE audit_tally IS 'What happens too often for a row of audit_log each: the first of an hour has a row at once, and the hour''s end has one with the count.';
  COMMENT ON COLUMN audit_tally.hour IS 'Beginning of the hour.';
  COMMENT ON COLUMN audit_tally.action IS 'As in audit_log.';
  COMMENT ON COLUMN audit_tally.result IS 'As in audit_log.';
  COMMENT ON COLUMN audit_tally.actor IS 'As in audit_log; others, where more than 200 actors and addresses came in an hour.';
  COMMENT ON COLUMN audit_tally.address IS 'As in audit_log; empty for none, others as above.';
  COMMENT ON COLUMN audit_tally.store_code IS 'As in audit_log; empty for none.';
  COMMENT ON COLUMN audit_tally.subject IS 'As in audit_log.';
  COMMENT ON COLUMN audit_tally.times IS 'How often.';
  COMMENT ON COLUMN audit_tally.first_at IS 'First time within the hour.';
  COMMENT ON COLUMN audit_tally.last_at IS 'Last time within the hour.'`;

const STREAM = `
  CREATE TABLE audit_stream (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL
  );
  COMMENT ON TABLE audit_stream IS 'How far the audit log was written out as log lines: one row, which the process that does so holds.';
  COMMENT ON COLUMN audit_stream.one IS 'Always true: there is one row.';
  COMMENT ON COLUMN audit_stream.position IS 'Last position of audit_chain that was written out.';
  INSERT INTO audit_stream (position) VALUES (0)`;
