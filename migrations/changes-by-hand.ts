import type { QueryRunner } from 'typeorm';

/**
 * The service says who it is in each session; one of a release before this setting is known by its name. Look-ups in memory, made
 * before any function is called: they cost a write of the service next to nothing. What follows from a change, as by a foreign key, is
 * not noted again.
 */
export const BY_HAND = `(current_setting('bridge.writer', true) = 'service'
  OR current_setting('application_name') LIKE 'magento-oms-bridge%') IS NOT TRUE AND pg_trigger_depth() = 0`;

/** For every table of ours but those of the audit log, which refuse changes. Again does no harm. */
export async function noteChangesByHand(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`CREATE OR REPLACE TRIGGER row_by_hand AFTER INSERT OR UPDATE OR DELETE ON ${table}
    FOR EACH ROW WHEN (${BY_HAND}) EXECUTE FUNCTION note_row_by_hand()`);
  await runner.query(`CREATE OR REPLACE TRIGGER statement_by_hand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table}
    FOR EACH STATEMENT WHEN (${BY_HAND}) EXECUTE FUNCTION note_statement_by_hand()`);
}
