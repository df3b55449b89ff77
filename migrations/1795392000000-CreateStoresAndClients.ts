import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateStoresAndClients1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE store (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~* '^[a-z0-9_-]{1,64}$'),
        base_url text NOT NULL,
        store_view text NOT NULL,
        auth_scheme text NOT NULL CHECK (auth_scheme IN ('admin', 'bearer', 'oauth1')),
        credentials_key_id text NOT NULL,
        credentials_box bytea NOT NULL,
        client_secrets_key_id text,
        client_secrets_box bytea,
        settings jsonb NOT NULL DEFAULT '{}',
        traits jsonb NOT NULL DEFAULT '{}',
        paused boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((client_secrets_key_id IS NULL) = (client_secrets_box IS NULL))
      );
      COMMENT ON TABLE store IS 'One connected Magento store view.';
      COMMENT ON COLUMN store.id IS 'Internal key.';
      COMMENT ON COLUMN store.code IS 'Name by which Increff (authDomainName), operators and scripts address the store.';
      COMMENT ON COLUMN store.base_url IS 'Address of the shop without /rest, no slash at the end.';
      COMMENT ON COLUMN store.store_view IS 'Magento store view code in /rest/{store_view}/V1. It sets scope and locale; it does not filter orders.';
      COMMENT ON COLUMN store.auth_scheme IS 'admin, bearer or oauth1.';
      COMMENT ON COLUMN store.credentials_key_id IS 'Id of the SECRETS_KEY that opens credentials_box.';
      COMMENT ON COLUMN store.credentials_box IS 'Sign-in data for Magento: AES-256-GCM, 12 bytes nonce, 16 bytes tag, ciphertext.';
      COMMENT ON COLUMN store.client_secrets_key_id IS 'Id of the SECRETS_KEY that opens client_secrets_box.';
      COMMENT ON COLUMN store.client_secrets_box IS 'Client URLs, their headers and aggregator keys, encrypted like credentials_box.';
      COMMENT ON COLUMN store.settings IS 'Settings that differ from the defaults, by the names of the admin API.';
      COMMENT ON COLUMN store.traits IS 'What was learnt about this Magento: page size limit, release traits found by the store check.';
      COMMENT ON COLUMN store.paused IS 'True while polling and writes of this store are stopped by an operator.';
      COMMENT ON COLUMN store.created_at IS 'When the store was connected.';
      COMMENT ON COLUMN store.updated_at IS 'Last change of this row.';

      CREATE TABLE api_client (
        id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_.@-]{1,64}$'),
        secret_hash text NOT NULL,
        scopes text[] NOT NULL,
        store_codes text[],
        enabled boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE api_client IS 'A party that may call the API.';
      COMMENT ON COLUMN api_client.id IS 'Client id; Increff sends it as authUsername.';
      COMMENT ON COLUMN api_client.secret_hash IS 'scrypt hash of the secret, which is shown once and never stored.';
      COMMENT ON COLUMN api_client.scopes IS 'What the client may do: orders:read, orders:write, inventory:write, returns:write, notifications:write, admin.';
      COMMENT ON COLUMN api_client.store_codes IS 'Stores the client may touch; NULL means all.';
      COMMENT ON COLUMN api_client.enabled IS 'False shuts the client out within seconds.';
      COMMENT ON COLUMN api_client.created_at IS 'When the client was made.';
      COMMENT ON COLUMN api_client.updated_at IS 'Last change of this row.';

      CREATE TABLE audit_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        actor text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        before jsonb,
        after jsonb,
        request_id text
      );
      COMMENT ON TABLE audit_log IS 'Administrative changes, written in the transaction of the change.';
      COMMENT ON COLUMN audit_log.id IS 'Internal key, ascending in time.';
      COMMENT ON COLUMN audit_log.at IS 'When it was done.';
      COMMENT ON COLUMN audit_log.actor IS 'Client id, or environment / cli.';
      COMMENT ON COLUMN audit_log.action IS 'E.g. store.create, client.create, store.update.';
      COMMENT ON COLUMN audit_log.subject IS 'What was changed, e.g. store:default.';
      COMMENT ON COLUMN audit_log.before IS 'The changed part before, without secrets.';
      COMMENT ON COLUMN audit_log.after IS 'The changed part after, without secrets.';
      COMMENT ON COLUMN audit_log.request_id IS 'Id of the request that did it.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_log, api_client, store');
  }
}
