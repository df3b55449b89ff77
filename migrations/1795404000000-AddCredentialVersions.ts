import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens and sessions end with the secret that they were got with; failed sign-ins are counted for all replicas. */
export class AddCredentialVersions1795404000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_client
        ADD COLUMN credential_version uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN previous_secret_hash text,
        ADD COLUMN previous_version uuid,
        ADD COLUMN previous_until timestamptz,
        ADD CONSTRAINT api_client_previous_secret CHECK (
          (previous_secret_hash IS NULL) = (previous_until IS NULL)
          AND (previous_secret_hash IS NULL) = (previous_version IS NULL)) NOT VALID;
      COMMENT ON COLUMN api_client.credential_version IS 'Changes with the secret. Tokens and sessions name the version that they were got with, and end with it.';
      COMMENT ON COLUMN api_client.previous_secret_hash IS 'The secret before, while it may still be used; NULL when it ended at once.';
      COMMENT ON COLUMN api_client.previous_version IS 'credential_version of the secret before.';
      COMMENT ON COLUMN api_client.previous_until IS 'When the secret before ends.';

      CREATE FUNCTION renew_credential_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- An earlier release, running during a roll, changes the secret alone: what was got with the old one ends too.
        IF NEW.secret_hash <> OLD.secret_hash AND NEW.credential_version = OLD.credential_version THEN
          NEW.credential_version := gen_random_uuid();
          NEW.previous_secret_hash := NULL;
          NEW.previous_version := NULL;
          NEW.previous_until := NULL;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER renew_credential_version BEFORE UPDATE OF secret_hash ON api_client
        FOR EACH ROW EXECUTE FUNCTION renew_credential_version();

      CREATE TABLE client_address (
        client_id text NOT NULL REFERENCES api_client ON DELETE CASCADE,
        address text NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (client_id, address)
      );
      COMMENT ON TABLE client_address IS 'Where a client signs in from: failures of others do not shut it out there.';
      COMMENT ON COLUMN client_address.client_id IS 'The client.';
      COMMENT ON COLUMN client_address.address IS 'IPv4 address, or the /64 block of an IPv6 address.';
      COMMENT ON COLUMN client_address.seen_at IS 'Last sign-in with the right secret, to the hour.';

      CREATE TABLE console_session (
        id text PRIMARY KEY,
        client_id text NOT NULL REFERENCES api_client ON DELETE CASCADE,
        credential_version uuid NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX console_session_client ON console_session (client_id);
      CREATE INDEX console_session_expiry ON console_session (expires_at);
      COMMENT ON TABLE console_session IS 'Who is signed in to the console. Signing out deletes the row.';
      COMMENT ON COLUMN console_session.id IS 'SHA-256 of the cookie, in hex.';
      COMMENT ON COLUMN console_session.client_id IS 'Who has signed in.';
      COMMENT ON COLUMN console_session.credential_version IS 'The secret that was used: when it ends, so does the session.';
      COMMENT ON COLUMN console_session.opened_at IS 'When somebody signed in.';
      COMMENT ON COLUMN console_session.expires_at IS 'When the session ends by itself.';

      CREATE TABLE sign_in_failure (
        who text PRIMARY KEY,
        failures integer NOT NULL,
        since timestamptz NOT NULL
      );
      CREATE INDEX sign_in_failure_since ON sign_in_failure (since);
      COMMENT ON TABLE sign_in_failure IS 'Failed sign-ins of the last minute, counted for all replicas together.';
      COMMENT ON COLUMN sign_in_failure.who IS 'address:<ip> or client:<id>.';
      COMMENT ON COLUMN sign_in_failure.failures IS 'Sign-ins with a secret that failed, or are being looked at.';
      COMMENT ON COLUMN sign_in_failure.since IS 'When the minute began.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE client_address;
      DROP TRIGGER renew_credential_version ON api_client;
      DROP FUNCTION renew_credential_version();
      DROP TABLE sign_in_failure;
      DROP TABLE console_session;
      ALTER TABLE api_client DROP CONSTRAINT api_client_previous_secret, DROP COLUMN credential_version,
        DROP COLUMN previous_secret_hash, DROP COLUMN previous_version, DROP COLUMN previous_until`);
  }
}
