import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People sign in to the console beside API clients. */
export class AddConsolePeople1795700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE console_person (
        id text PRIMARY KEY,
        issuer text NOT NULL,
        subject text NOT NULL,
        name text NOT NULL,
        signed_in_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (issuer, subject)
      );
      COMMENT ON TABLE console_person IS 'People who have signed in to the console. Kept for the names in the audit log.';
      COMMENT ON COLUMN console_person.id IS 'oidc:<subject>@<issuer without https://>: the actor in the audit log and in operations.';
      COMMENT ON COLUMN console_person.issuer IS 'Provider that vouches for the person.';
      COMMENT ON COLUMN console_person.subject IS 'Its id of the person, which does not change with the name.';
      COMMENT ON COLUMN console_person.name IS 'What the provider called the person at the last sign-in.';
      COMMENT ON COLUMN console_person.signed_in_at IS 'Last sign-in.';

      -- A release that knows of no people finds no client of such an id, and asks to sign in.
      ALTER TABLE console_session
        DROP CONSTRAINT console_session_client_id_fkey,
        ADD COLUMN person_id text REFERENCES console_person ON DELETE CASCADE,
        ADD COLUMN role_values text[],
        ADD CONSTRAINT console_session_person CHECK (
          (person_id IS NULL OR person_id = client_id) AND (person_id IS NULL) = (role_values IS NULL)) NOT VALID;
      COMMENT ON COLUMN console_session.client_id IS 'Who has signed in: the API client, or the id of the person. A session of a client that is gone fits no client any more.';
      COMMENT ON COLUMN console_session.credential_version IS 'The secret that was used: when it ends, so does the session. Random for a person.';
      COMMENT ON COLUMN console_session.person_id IS 'The person; NULL for an API client.';
      COMMENT ON COLUMN console_session.role_values IS 'Values of the roles claim that OIDC_ROLES named at the sign-in; what they allow is looked up at each request.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM console_session s WHERE NOT EXISTS (SELECT 1 FROM api_client c WHERE c.id = s.client_id);
      ALTER TABLE console_session DROP CONSTRAINT console_session_person, DROP COLUMN person_id, DROP COLUMN role_values,
        ADD CONSTRAINT console_session_client_id_fkey FOREIGN KEY (client_id) REFERENCES api_client ON DELETE CASCADE;
      COMMENT ON COLUMN console_session.client_id IS 'Who has signed in.';
      COMMENT ON COLUMN console_session.credential_version IS 'The secret that was used: when it ends, so does the session.';
      DROP TABLE console_person`);
  }
}
