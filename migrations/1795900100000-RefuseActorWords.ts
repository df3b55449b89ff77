import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * No client is called what the audit log calls somebody who is none, nor like a person (`oidc:…`). Not a constraint: one that an
 * earlier release let in must still be changed, and be shut out. After the row, so that an id that is taken gets its own error.
 */
export class RefuseActorWords1795900100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_actor_words() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'no client may be called %: the audit log calls somebody else so', NEW.id
          USING ERRCODE = 'check_violation';
      END $$;
      CREATE TRIGGER refuse_actor_words AFTER INSERT OR UPDATE OF id ON api_client FOR EACH ROW
        WHEN (lower(NEW.id) IN ('cli', 'environment', 'migration', 'retention', 'schedule', 'unknown', 'others')
          OR NEW.id LIKE '%:%')
        EXECUTE FUNCTION refuse_actor_words();
      COMMENT ON COLUMN audit_log.actor IS 'API client; a person, oidc:…; cli, environment, migration, retention, schedule; unknown where nobody could be told; others beyond 200 strangers an hour. No client can be called so.'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER refuse_actor_words ON api_client;
      DROP FUNCTION refuse_actor_words();
      COMMENT ON COLUMN audit_log.actor IS 'API client; cli, environment, schedule, or unknown where nobody could be told.'`);
  }
}
