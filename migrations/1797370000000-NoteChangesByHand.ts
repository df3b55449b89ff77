import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_HAND, noteChangesByHand } from './changes-by-hand.js';

const TABLES = (
  'aggregator_id api_client backfill client_address console_person console_session credit_memo ' +
  'deleted_order delivery delivery_attempt difference endpoint erasure erasure_key handover ' +
  'idempotency_key increff_push inventory_level inventory_run invoice manifest notification operation ' +
  '"order" order_event order_item parcel_state parked_order reconciliation reconciliation_day ' +
  'return_item return_order shipment shipment_label shipment_track sign_in_failure store sync_cursor ' +
  'sync_run'
).split(' ');

/** Words that are neither secret nor personal; of other texts the log says that they changed, and not what they are. */
const SHOWN = (
  'code content_hash currency delivery_id disabled_reason error_code event_type flow forward_order_code ' +
  'increment_id item_code kind location_code magento_id manifest_code natural_key operation_id ' +
  'order_code order_type outcome payment_code payment_method qc_status reconciliation_id ' +
  'return_order_code salable_differs scopes shipment_code shipment_id sku source_code state status ' +
  'store_codes stream sync_reason sync_state trigger type'
).split(' ');

/** Of one statement so many rows have an entry each; one more says how many there were. */
const ROWS_SHOWN = 20;

/** What a row shows of itself. Not of its own right: only the triggers call it. */
const SHOWN_OF = `
  CREATE FUNCTION shown_of(of_table oid, content jsonb, only_columns text[]) RETURNS jsonb LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    SELECT coalesce(jsonb_object_agg(a.attname, CASE
      WHEN jsonb_typeof(content -> a.attname) = 'null' OR t.typcategory IN ('N', 'B', 'D') OR a.attname = ANY('{${SHOWN.join(',')}}')
        OR (a.attname = 'id' AND of_table <> 'console_session'::regclass)
      THEN content -> a.attname ELSE '"***"' END), '{}')
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = of_table AND a.attname = ANY(only_columns) AND a.attnum > 0
  $$;
  COMMENT ON FUNCTION shown_of(oid, jsonb, text[]) IS 'Columns of a row as the audit log may have them: no secrets, no personal data.'`;

/** By the right of the owner: whoever may change a row need not be able to add to the audit log. */
const NOTE_ROW = `
  CREATE FUNCTION note_row_by_hand() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    counter text := 'bridge.by_hand_' || TG_RELID || '_' || lower(TG_OP);
    seen bigint := coalesce(nullif(current_setting(counter, true), ''), '0')::bigint;
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    one_row jsonb := coalesce(new_row, old_row);
    columns text[];
    key text;
  BEGIN
    SELECT array_agg(name) INTO columns FROM jsonb_object_keys(one_row) name
    WHERE CASE TG_OP WHEN 'UPDATE' THEN old_row -> name <> new_row -> name ELSE one_row -> name <> 'null' END;
    IF columns IS NULL THEN
      RETURN NULL;
    END IF;
    IF TG_TABLE_NAME = 'order_item' THEN
      UPDATE "order" SET content_hash = '', reread_since = coalesce(reread_since, now())
      WHERE id = (one_row ->> 'order_id')::bigint AND entity_id > 0;
    END IF;
    PERFORM set_config(counter, (seen + 1)::text, true);
    IF seen >= ${ROWS_SHOWN} THEN
      RETURN NULL;
    END IF;
    SELECT string_agg(shown_of(TG_RELID, one_row, ARRAY[a.attname::text]) ->> a.attname, '/' ORDER BY k.place) INTO key
    FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    WHERE i.indrelid = TG_RELID AND i.indisprimary;
    INSERT INTO audit_log (actor, action, subject, before, after, address, store_code)
    VALUES ('database:' || session_user, 'database.' || lower(TG_OP), TG_TABLE_NAME || ':' || key,
      shown_of(TG_RELID, old_row, columns),
      coalesce(shown_of(TG_RELID, new_row, columns), '{}') || jsonb_build_object('application', current_setting('application_name')),
      host(inet_client_addr()), CASE WHEN TG_TABLE_NAME = 'store' THEN one_row ->> 'code'
        ELSE (SELECT code FROM store WHERE id = (one_row ->> 'store_id')::int) END);
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION note_row_by_hand() FROM PUBLIC;
  COMMENT ON FUNCTION note_row_by_hand() IS 'Writes a row that somebody else than the service changed into the audit log.'`;

const NOTE_STATEMENT = `
  CREATE FUNCTION note_statement_by_hand() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    counter text := 'bridge.by_hand_' || TG_RELID || '_' || lower(TG_OP);
    seen bigint := coalesce(nullif(current_setting(counter, true), ''), '0')::bigint;
  BEGIN
    IF seen > ${ROWS_SHOWN} OR TG_OP = 'TRUNCATE' THEN
      INSERT INTO audit_log (actor, action, subject, after, address)
      VALUES ('database:' || session_user, 'database.' || lower(TG_OP), TG_TABLE_NAME,
        jsonb_build_object('application', current_setting('application_name'))
          || CASE WHEN TG_OP = 'TRUNCATE' THEN '{}' ELSE jsonb_build_object('rows', seen) END, host(inet_client_addr()));
    END IF;
    IF seen > 0 THEN
      PERFORM set_config(counter, '0', true);
    END IF;
    RETURN NULL;
  END $$;
  REVOKE EXECUTE ON FUNCTION note_statement_by_hand() FROM PUBLIC;
  COMMENT ON FUNCTION note_statement_by_hand() IS 'Says in the audit log how many rows a statement by hand changed, where it changed many.'`;

/** Our own, of which Magento knows nothing. Everything else is what was read there. */
const OWN_FACTS = (
  'id store_id sync_state first_seen_at acknowledged_at released_at reopened_at changed_at read_at ' +
  'reread_since revision content_hash former_entity_id erasure_id erase_due_at erased_at ' +
  'idempotency_key'
).split(' ');

/** A hash says what was once read. Without it any reading counts, and one is made within a minute. */
const DISTRUST = `
  CREATE FUNCTION distrust_order_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.entity_id > 0
      AND to_jsonb(NEW) - '{${OWN_FACTS.join(',')}}'::text[] <> to_jsonb(OLD) - '{${OWN_FACTS.join(',')}}'::text[] THEN
      NEW.content_hash := '';
      NEW.reread_since := coalesce(NEW.reread_since, now());
    END IF;
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION distrust_order_by_hand() IS 'Has an order read again that somebody else than the service changed.'`;

/** Whoever changes a row past the service is seen, and the copy of an order put right. */
export class NoteChangesByHand1797370000000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [SHOWN_OF, NOTE_ROW, NOTE_STATEMENT, DISTRUST]) {
      await runner.query(part.replaceAll('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'));
    }
    for (const table of TABLES) await noteChangesByHand(runner, table);
    await runner.query(`CREATE OR REPLACE TRIGGER distrust_by_hand BEFORE UPDATE ON "order"
      FOR EACH ROW WHEN (${BY_HAND}) EXECUTE FUNCTION distrust_order_by_hand()`);
    await runner.query(
      `COMMENT ON COLUMN audit_log.actor IS 'API client; a person, oidc:…; cli, environment, migration, retention, schedule; unknown where nobody could be told; others beyond 200 strangers an hour; database:… and the role of whoever changed a row by hand. No client can be called so.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION distrust_order_by_hand() CASCADE');
    await runner.query('DROP FUNCTION note_statement_by_hand() CASCADE');
    await runner.query('DROP FUNCTION note_row_by_hand() CASCADE');
    await runner.query('DROP FUNCTION shown_of(oid, jsonb, text[])');
    await runner.query(
      `COMMENT ON COLUMN audit_log.actor IS 'API client; a person, oidc:…; cli, environment, migration, retention, schedule; unknown where nobody could be told; others beyond 200 strangers an hour. No client can be called so.'`,
    );
  }
}
