import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSync1795392200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sync_cursor (
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        stream text NOT NULL CHECK (stream IN ('orders.new', 'orders.pending', 'orders.changed', 'orders.cancelled')),
        position timestamptz,
        resume jsonb,
        next_run_at timestamptz NOT NULL DEFAULT now(),
        lease_token uuid,
        lease_until timestamptz,
        failures integer NOT NULL DEFAULT 0,
        last_success_at timestamptz,
        PRIMARY KEY (store_id, stream)
      );
      COMMENT ON TABLE sync_cursor IS 'One polling stream of one store: how far it has come, and who runs it.';
      COMMENT ON COLUMN sync_cursor.store_id IS 'Store that is polled.';
      COMMENT ON COLUMN sync_cursor.stream IS 'orders.new, orders.pending, orders.changed or orders.cancelled.';
      COMMENT ON COLUMN sync_cursor.position IS 'Everything up to here, by the stream''s time column and Magento''s clock, has been read. NULL: nothing yet.';
      COMMENT ON COLUMN sync_cursor.resume IS 'Place within an unfinished window {from, to, time, id}, so that a killed run goes on instead of starting over.';
      COMMENT ON COLUMN sync_cursor.next_run_at IS 'When the stream is due.';
      COMMENT ON COLUMN sync_cursor.lease_token IS 'Token of the run that holds the stream.';
      COMMENT ON COLUMN sync_cursor.lease_until IS 'The run is taken for dead after this; each page moves it on.';
      COMMENT ON COLUMN sync_cursor.failures IS 'Failed runs in a row; they make the stream back off.';
      COMMENT ON COLUMN sync_cursor.last_success_at IS 'End of the last run that finished.';

      CREATE TABLE backfill (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        created_from timestamptz NOT NULL,
        created_to timestamptz NOT NULL,
        pause_ms integer NOT NULL,
        resume jsonb,
        state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED')),
        lease_token uuid,
        lease_until timestamptz,
        next_run_at timestamptz NOT NULL DEFAULT now(),
        failures integer NOT NULL DEFAULT 0,
        requested_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        CHECK (created_from < created_to)
      );
      COMMENT ON TABLE backfill IS 'A range of orders, by created_at, that is read again on request.';
      COMMENT ON COLUMN backfill.id IS 'Key given to the requester.';
      COMMENT ON COLUMN backfill.store_id IS 'Store to read.';
      COMMENT ON COLUMN backfill.created_from IS 'Lower bound of created_at, included.';
      COMMENT ON COLUMN backfill.created_to IS 'Upper bound of created_at, included.';
      COMMENT ON COLUMN backfill.pause_ms IS 'Pause after each page, so that a large range does not crowd out the shop.';
      COMMENT ON COLUMN backfill.resume IS 'Place within the range, as in sync_cursor.resume.';
      COMMENT ON COLUMN backfill.state IS 'RUNNING, DONE or CANCELLED.';
      COMMENT ON COLUMN backfill.lease_token IS 'Token of the run that works on it.';
      COMMENT ON COLUMN backfill.lease_until IS 'That run is taken for dead after this.';
      COMMENT ON COLUMN backfill.next_run_at IS 'When it is tried next.';
      COMMENT ON COLUMN backfill.failures IS 'Failed tries in a row.';
      COMMENT ON COLUMN backfill.requested_by IS 'Client id, or cli.';
      COMMENT ON COLUMN backfill.created_at IS 'When it was requested.';
      COMMENT ON COLUMN backfill.finished_at IS 'When it ended.';

      CREATE TABLE sync_run (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        stream text NOT NULL,
        trigger text NOT NULL CHECK (trigger IN ('TICK', 'MANUAL', 'BACKFILL')),
        state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE', 'FAILED', 'ABANDONED')),
        lease_token uuid NOT NULL,
        window_from timestamptz,
        window_to timestamptz,
        pages integer NOT NULL DEFAULT 0,
        seen integer NOT NULL DEFAULT 0,
        new integer NOT NULL DEFAULT 0,
        changed integer NOT NULL DEFAULT 0,
        unchanged integer NOT NULL DEFAULT 0,
        skipped jsonb NOT NULL DEFAULT '{}',
        explanation text,
        error_code text,
        error_message text,
        started_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      );
      CREATE INDEX sync_run_store ON sync_run (store_id, id);
      CREATE INDEX sync_run_running ON sync_run (store_id, stream) WHERE state = 'RUNNING';
      COMMENT ON TABLE sync_run IS 'One run of a stream or of a backfill, and what came of it.';
      COMMENT ON COLUMN sync_run.id IS 'Internal key, ascending in time.';
      COMMENT ON COLUMN sync_run.store_id IS 'Store that was polled.';
      COMMENT ON COLUMN sync_run.stream IS 'Stream, or backfill:{id}.';
      COMMENT ON COLUMN sync_run.trigger IS 'What started it.';
      COMMENT ON COLUMN sync_run.state IS 'RUNNING; DONE; FAILED: see error_code; ABANDONED: the process died, a later run goes on.';
      COMMENT ON COLUMN sync_run.lease_token IS 'Lease under which the run writes.';
      COMMENT ON COLUMN sync_run.window_from IS 'Lower bound asked of Magento, overlap included.';
      COMMENT ON COLUMN sync_run.window_to IS 'Upper bound: Magento''s clock at the first page, less a few seconds.';
      COMMENT ON COLUMN sync_run.pages IS 'Pages read.';
      COMMENT ON COLUMN sync_run.seen IS 'Orders in those pages.';
      COMMENT ON COLUMN sync_run.new IS 'Orders that were not known before.';
      COMMENT ON COLUMN sync_run.changed IS 'Known orders whose content differed.';
      COMMENT ON COLUMN sync_run.unchanged IS 'Known orders that were the same, or older than our copy.';
      COMMENT ON COLUMN sync_run.skipped IS 'Orders not passed on, counted by reason; parked ones included.';
      COMMENT ON COLUMN sync_run.explanation IS 'Why the run saw what it saw, in particular nothing.';
      COMMENT ON COLUMN sync_run.error_code IS 'Code of the error that ended it.';
      COMMENT ON COLUMN sync_run.error_message IS 'That error in words.';
      COMMENT ON COLUMN sync_run.started_at IS 'Start.';
      COMMENT ON COLUMN sync_run.finished_at IS 'End.';

      CREATE TABLE parked_order (
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        entity_id bigint NOT NULL,
        reason text NOT NULL,
        tries integer NOT NULL DEFAULT 1,
        parked_at timestamptz NOT NULL DEFAULT now(),
        next_try_at timestamptz NOT NULL,
        PRIMARY KEY (store_id, entity_id)
      );
      COMMENT ON TABLE parked_order IS 'Orders that Magento cannot deliver (HTTP 500 for any page that holds them). They are tried one by one until they come.';
      COMMENT ON COLUMN parked_order.store_id IS 'Store of the order.';
      COMMENT ON COLUMN parked_order.entity_id IS 'Magento''s key of the order.';
      COMMENT ON COLUMN parked_order.reason IS 'What Magento answered.';
      COMMENT ON COLUMN parked_order.tries IS 'Tries so far.';
      COMMENT ON COLUMN parked_order.parked_at IS 'When it was found.';
      COMMENT ON COLUMN parked_order.next_try_at IS 'When it is tried again.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE parked_order, sync_run, backfill, sync_cursor');
  }
}
