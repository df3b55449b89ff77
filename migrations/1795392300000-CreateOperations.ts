import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOperations1795392300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE operation (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id integer NOT NULL REFERENCES store (id),
        order_id bigint NOT NULL REFERENCES "order" (id),
        kind text NOT NULL,
        natural_key text NOT NULL,
        state text NOT NULL CHECK (state IN ('PENDING', 'RUNNING', 'UNKNOWN', 'SETTLED', 'FAILED')),
        outcome text CHECK (outcome IN ('APPLIED', 'ALREADY', 'DEGRADED', 'REFUSED')),
        input jsonb NOT NULL DEFAULT '{}',
        magento_id text,
        detail text,
        error_code text,
        attempts integer NOT NULL DEFAULT 0,
        magento_calls integer NOT NULL DEFAULT 0,
        last_request jsonb,
        last_response jsonb,
        sent_at timestamptz,
        lease_token uuid,
        lease_until timestamptz,
        next_attempt_at timestamptz,
        requested_by text NOT NULL,
        request_id text,
        enqueued boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        CHECK ((state = 'SETTLED') = (outcome IS NOT NULL))
      );
      CREATE UNIQUE INDEX operation_one_running_per_order ON operation (order_id)
        WHERE state IN ('RUNNING', 'UNKNOWN');
      CREATE INDEX operation_order ON operation (order_id, created_at);
      CREATE INDEX operation_unsettled ON operation (next_attempt_at, lease_until)
        WHERE state IN ('PENDING', 'RUNNING', 'UNKNOWN');
      COMMENT ON TABLE operation IS 'Ledger of writes to Magento: a row first, then the call, then what Magento shows for it.';
      COMMENT ON COLUMN operation.id IS 'operationId of the API; also the marker by which a comment is found again in Magento.';
      COMMENT ON COLUMN operation.store_id IS 'Store that is written to.';
      COMMENT ON COLUMN operation.order_id IS 'Order that is written to.';
      COMMENT ON COLUMN operation.kind IS 'ACKNOWLEDGE, CANCEL.';
      COMMENT ON COLUMN operation.natural_key IS 'What makes two requests the same one, within order and kind.';
      COMMENT ON COLUMN operation.state IS 'PENDING: not begun; RUNNING: a process holds it; UNKNOWN: sent, effect not established; SETTLED: see outcome; FAILED: nothing was changed, the same request may be sent again.';
      COMMENT ON COLUMN operation.outcome IS 'APPLIED: we did it; ALREADY: it was so before; DEGRADED: done in the way this Magento allows; REFUSED: Magento said no for good.';
      COMMENT ON COLUMN operation.input IS 'What was asked for.';
      COMMENT ON COLUMN operation.magento_id IS 'Id that Magento gave to what was made.';
      COMMENT ON COLUMN operation.detail IS 'The outcome in words; Magento''s own where it refused.';
      COMMENT ON COLUMN operation.error_code IS 'Code of the last error.';
      COMMENT ON COLUMN operation.attempts IS 'How often a process took it up.';
      COMMENT ON COLUMN operation.magento_calls IS 'Calls to Magento made for it.';
      COMMENT ON COLUMN operation.last_request IS 'Last write sent: {method, path, body}.';
      COMMENT ON COLUMN operation.last_response IS 'Answer to it: {status, summary}.';
      COMMENT ON COLUMN operation.sent_at IS 'When the last write was about to be sent. NULL: nothing has been sent.';
      COMMENT ON COLUMN operation.lease_token IS 'Token of the process that runs it.';
      COMMENT ON COLUMN operation.lease_until IS 'That process is taken for dead after this.';
      COMMENT ON COLUMN operation.next_attempt_at IS 'When the worker takes it up (PENDING, UNKNOWN).';
      COMMENT ON COLUMN operation.requested_by IS 'Client id.';
      COMMENT ON COLUMN operation.request_id IS 'Id of the request that asked for it.';
      COMMENT ON COLUMN operation.enqueued IS 'True when nobody waits for the answer, so that the worker repeats what fails.';
      COMMENT ON COLUMN operation.created_at IS 'When it was asked for.';
      COMMENT ON COLUMN operation.settled_at IS 'When it was settled.';

      CREATE TABLE idempotency_key (
        client_id text NOT NULL REFERENCES api_client (id) ON DELETE CASCADE,
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
        fingerprint text NOT NULL,
        locked_until timestamptz,
        status integer,
        content_type text,
        body text,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (client_id, key)
      );
      CREATE INDEX idempotency_key_created ON idempotency_key (created_at);
      COMMENT ON TABLE idempotency_key IS 'Answers kept for 72 hours, to be given again for the same Idempotency-Key.';
      COMMENT ON COLUMN idempotency_key.client_id IS 'Client that chose the key.';
      COMMENT ON COLUMN idempotency_key.key IS 'The header''s value.';
      COMMENT ON COLUMN idempotency_key.fingerprint IS 'SHA-256 over store, method, path and body of the first request.';
      COMMENT ON COLUMN idempotency_key.locked_until IS 'The first request is still running until then; NULL once answered.';
      COMMENT ON COLUMN idempotency_key.status IS 'HTTP status of the answer.';
      COMMENT ON COLUMN idempotency_key.content_type IS 'Media type of the answer.';
      COMMENT ON COLUMN idempotency_key.body IS 'The answer, byte for byte.';
      COMMENT ON COLUMN idempotency_key.created_at IS 'First use.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_key, operation');
  }
}
