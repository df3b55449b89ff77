import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `chain_audit_row` runs by the right of its owner. PostgreSQL lets everybody make a trigger of it on a temporary table of his own,
 * and a cast of that table's rows then runs his code by that right. The trigger of `audit_log` needs nobody's right to it.
 */
export class CloseChainFunction1795710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE EXECUTE ON FUNCTION chain_audit_row() FROM PUBLIC');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT EXECUTE ON FUNCTION chain_audit_row() TO PUBLIC');
  }
}
