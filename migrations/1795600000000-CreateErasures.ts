import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Personal data that was erased, and stays so: also against an earlier release that polls during a roll. */
export class CreateErasures1795600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erasure (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_code text,
        email_hash text NOT NULL,
        requested_by text NOT NULL,
        request_id text,
        requested_at timestamptz NOT NULL DEFAULT now(),
        orders integer NOT NULL DEFAULT 0,
        counts jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX erasure_email ON erasure (email_hash);
      CREATE INDEX erasure_list ON erasure (requested_at);
      COMMENT ON TABLE erasure IS 'Requests to erase a customer. Kept for ever: orders of the customer that were created before and come in later are erased too.';
      COMMENT ON COLUMN erasure.id IS 'erasureId of the API.';
      COMMENT ON COLUMN erasure.store_code IS 'The store whose customer it is; NULL for all stores, later ones included.';
      COMMENT ON COLUMN erasure.email_hash IS 'HMAC-SHA-256 of the e-mail in lower case, in hex, under the key of erasure_key. The e-mail itself is nowhere.';
      COMMENT ON COLUMN erasure.requested_by IS 'Who asked for it: API client, or cli.';
      COMMENT ON COLUMN erasure.request_id IS 'Id of the request.';
      COMMENT ON COLUMN erasure.requested_at IS 'When. Orders created later are new ones and come in as they are.';
      COMMENT ON COLUMN erasure.orders IS 'Orders found when it was asked for.';
      COMMENT ON COLUMN erasure.counts IS 'Rows that were erased so far, by table.';

      CREATE TABLE erasure_key (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        key_id text NOT NULL,
        box bytea NOT NULL
      );
      COMMENT ON TABLE erasure_key IS 'The key of erasure.email_hash: who reads the database cannot try e-mails.';
      COMMENT ON COLUMN erasure_key.only_one IS 'There is one key, made at random.';
      COMMENT ON COLUMN erasure_key.key_id IS 'SECRETS_KEY that opens the box.';
      COMMENT ON COLUMN erasure_key.box IS 'The key, sealed under SECRETS_KEY.';

      ALTER TABLE "order"
        ADD COLUMN erasure_id uuid,
        ADD COLUMN erase_due_at timestamptz,
        ADD COLUMN erased_at timestamptz;
      COMMENT ON COLUMN "order".erasure_id IS 'The erasure that the order belongs to; NULL where its time was over by the setting of its store.';
      COMMENT ON COLUMN "order".erase_due_at IS 'Its personal data, or what came in since, is to be erased as soon as nothing of the order is open; NULL when nothing is to be done.';
      COMMENT ON COLUMN "order".erased_at IS 'When its personal data was erased. No reading brings it back.';

      CREATE FUNCTION keep_erased() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.billing_address := NULL;
        NEW.shipping_address := NULL;
        -- The hash of a content with personal data is made of it. Such a content was written by an earlier release; the
        -- next reading writes one without. An empty hash means the same as for any order.
        IF NEW.content_hash NOT LIKE 'e:%' AND NEW.content_hash <> '' THEN NEW.content_hash := 'e:'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER keep_erased BEFORE INSERT OR UPDATE ON "order"
        FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION keep_erased();

      CREATE FUNCTION keep_gift_erased() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM "order" WHERE id = NEW.order_id AND erased_at IS NOT NULL) THEN NEW.gift := NULL; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER keep_gift_erased BEFORE INSERT OR UPDATE ON order_item
        FOR EACH ROW WHEN (NEW.gift IS NOT NULL) EXECUTE FUNCTION keep_gift_erased()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER keep_gift_erased ON order_item;
      DROP FUNCTION keep_gift_erased();
      DROP TRIGGER keep_erased ON "order";
      DROP FUNCTION keep_erased();
      ALTER TABLE "order" DROP COLUMN erasure_id, DROP COLUMN erase_due_at, DROP COLUMN erased_at;
      DROP TABLE erasure_key;
      DROP TABLE erasure`);
  }
}
