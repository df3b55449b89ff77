import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDeliveries1795392600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE endpoint (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('NOTIFICATION', 'RETURN_ACK')),
        url text NOT NULL,
        secrets_key_id text NOT NULL,
        secrets_box bytea NOT NULL,
        state text NOT NULL DEFAULT 'ENABLED' CHECK (state IN ('ENABLED', 'DISABLED')),
        disabled_reason text CHECK (disabled_reason IN ('GONE', 'FAILING', 'OPERATOR')),
        failures integer NOT NULL DEFAULT 0,
        failing_since timestamptz,
        paused_until timestamptz,
        last_success_at timestamptz,
        last_failure_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, kind),
        CHECK ((state = 'DISABLED') = (disabled_reason IS NOT NULL))
      );
      COMMENT ON TABLE endpoint IS 'Addresses of merchants that deliveries go to.';
      COMMENT ON COLUMN endpoint.id IS 'Internal key.';
      COMMENT ON COLUMN endpoint.store_id IS 'Store.';
      COMMENT ON COLUMN endpoint.kind IS 'NOTIFICATION: POST of notifications; RETURN_ACK: PUT of return acknowledgements.';
      COMMENT ON COLUMN endpoint.url IS 'Address.';
      COMMENT ON COLUMN endpoint.secrets_key_id IS 'Key that opens secrets_box.';
      COMMENT ON COLUMN endpoint.secrets_box IS 'Headers and signing secrets, AES-256-GCM.';
      COMMENT ON COLUMN endpoint.state IS 'ENABLED; DISABLED: its deliveries wait.';
      COMMENT ON COLUMN endpoint.disabled_reason IS 'GONE: it answered 410; FAILING: for 120 hours and 50 tries, tried hourly; OPERATOR.';
      COMMENT ON COLUMN endpoint.failures IS 'Failed tries in a row.';
      COMMENT ON COLUMN endpoint.failing_since IS 'When the first of them was.';
      COMMENT ON COLUMN endpoint.paused_until IS 'Breaker: no try before; then one at a time until one succeeds.';
      COMMENT ON COLUMN endpoint.last_success_at IS 'Last answer with 2xx.';
      COMMENT ON COLUMN endpoint.last_failure_at IS 'Last failed try.';
      COMMENT ON COLUMN endpoint.created_at IS 'When it was set.';
      COMMENT ON COLUMN endpoint.updated_at IS 'Last change of address, headers or secrets.';

      CREATE TABLE delivery (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        seq bigint GENERATED ALWAYS AS IDENTITY,
        store_id integer NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('NOTIFICATION', 'RETURN_ACK')),
        order_code text NOT NULL,
        event_type text NOT NULL,
        body text NOT NULL,
        state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD')),
        attempts integer NOT NULL DEFAULT 0,
        round integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        lease_token uuid,
        last_status integer,
        last_error text,
        created_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz
      );
      CREATE INDEX delivery_due ON delivery (store_id, kind, next_attempt_at)
        WHERE state = 'PENDING' AND next_attempt_at IS NOT NULL;
      CREATE INDEX delivery_line ON delivery (store_id, kind, order_code, seq) WHERE state = 'PENDING';
      CREATE INDEX delivery_list ON delivery (store_id, seq);
      CREATE INDEX delivery_order ON delivery (store_id, order_code, seq);
      COMMENT ON TABLE delivery IS 'Outbox: what is to be sent to merchants, committed with the event that caused it.';
      COMMENT ON COLUMN delivery.id IS 'deliveryId of the API; webhook-id is msg_ and this, the same for every try and replay.';
      COMMENT ON COLUMN delivery.seq IS 'Order of acceptance.';
      COMMENT ON COLUMN delivery.store_id IS 'Store.';
      COMMENT ON COLUMN delivery.kind IS 'Kind of endpoint it goes to.';
      COMMENT ON COLUMN delivery.order_code IS 'Deliveries of one order code go out one after the other, in the order of seq.';
      COMMENT ON COLUMN delivery.event_type IS 'Notification type, RETURN_PROCESSED or TEST.';
      COMMENT ON COLUMN delivery.body IS 'JSON as it is sent, byte for byte.';
      COMMENT ON COLUMN delivery.state IS 'PENDING; DELIVERED: a 2xx came; DEAD: the last try of the schedule failed, can be replayed.';
      COMMENT ON COLUMN delivery.attempts IS 'Tries so far.';
      COMMENT ON COLUMN delivery.round IS 'Tries of the present schedule; a replay starts it anew.';
      COMMENT ON COLUMN delivery.next_attempt_at IS 'When it is due; while a worker has it, when that one is taken for dead. NULL while an earlier one of its order code is pending.';
      COMMENT ON COLUMN delivery.lease_token IS 'Token of the worker that has it.';
      COMMENT ON COLUMN delivery.last_status IS 'HTTP status of the last answer.';
      COMMENT ON COLUMN delivery.last_error IS 'Why the last try failed.';
      COMMENT ON COLUMN delivery.created_at IS 'When it was accepted.';
      COMMENT ON COLUMN delivery.settled_at IS 'When it was delivered or given up.';

      CREATE TABLE delivery_attempt (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        delivery_id uuid NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
        attempt integer NOT NULL,
        at timestamptz NOT NULL,
        duration_ms integer NOT NULL,
        status integer,
        error text,
        request jsonb NOT NULL,
        response text
      );
      CREATE INDEX delivery_attempt_delivery ON delivery_attempt (delivery_id, id);
      COMMENT ON TABLE delivery_attempt IS 'Tries of deliveries.';
      COMMENT ON COLUMN delivery_attempt.id IS 'Internal key.';
      COMMENT ON COLUMN delivery_attempt.delivery_id IS 'Delivery.';
      COMMENT ON COLUMN delivery_attempt.attempt IS 'Which try.';
      COMMENT ON COLUMN delivery_attempt.at IS 'When it began.';
      COMMENT ON COLUMN delivery_attempt.duration_ms IS 'How long it took.';
      COMMENT ON COLUMN delivery_attempt.status IS 'HTTP status, if there was an answer.';
      COMMENT ON COLUMN delivery_attempt.error IS 'Why it failed.';
      COMMENT ON COLUMN delivery_attempt.request IS 'Method, address and names of the headers; no values of configured headers and no secrets.';
      COMMENT ON COLUMN delivery_attempt.response IS 'First 2 KB of the answer, of failed tries only.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery_attempt, delivery, endpoint');
  }
}
