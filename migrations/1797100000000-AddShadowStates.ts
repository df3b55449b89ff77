import type { MigrationInterface, QueryRunner } from 'typeorm';

const OUTCOMES = ['APPLIED', 'ALREADY', 'DEGRADED', 'REFUSED'];
const DELIVERIES = ['PENDING', 'DELIVERED', 'DEAD'];
const LEVELS = ['PENDING', 'PUSHED', 'FAILED'];

function check(table: string, column: string, values: string[]): string {
  const name = `${table}_${column}_check`;
  return `ALTER TABLE ${table} DROP CONSTRAINT ${name};
    ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} IN ('${values.join("', '")}')) NOT VALID;`;
}

const WORDS = {
  outcome: `APPLIED: we did it; ALREADY: it was so before; DEGRADED: done in the way this Magento allows; REFUSED: Magento said no for good.`,
  logged: 'APPLIED, ALREADY, DEGRADED or REFUSED, once settled.',
  request: 'Last write sent: {method, path, body}.',
  delivery: 'PENDING; DELIVERED: a 2xx came; DEAD: the last try of the schedule failed, can be replayed.',
  deliveryLogged: 'PENDING, DELIVERED or DEAD.',
  level:
    'PENDING: to be pushed; PUSHED: Magento has this version; FAILED: see error_code, waits for a new value, a retry or the nightly push.',
};
const SHADOWED = {
  outcome: `${WORDS.outcome.slice(0, -1)}; SHADOWED: planned for a store in shadow mode, and not sent.`,
  logged: 'APPLIED, ALREADY, DEGRADED, REFUSED or SHADOWED, once settled.',
  request: 'Last write sent: {method, path, body}; with SHADOWED, the one that would have been sent.',
  delivery: `${WORDS.delivery.slice(0, -1)}; SHADOWED: of a store in shadow mode, not sent, can be replayed once it is live.`,
  deliveryLogged: 'PENDING, DELIVERED, DEAD or SHADOWED.',
  level: `${WORDS.level.slice(0, -1)}; SHADOWED: wanted while the store was in shadow mode, and not sent; waits for a new value or a retry.`,
};

const comments = (words: typeof WORDS): string => `
  COMMENT ON COLUMN operation.outcome IS '${words.outcome}';
  COMMENT ON COLUMN audit.operation_log.outcome IS '${words.logged}';
  COMMENT ON COLUMN operation.last_request IS '${words.request}';
  COMMENT ON COLUMN delivery.state IS '${words.delivery}';
  COMMENT ON COLUMN audit.delivery_log.state IS '${words.deliveryLogged}';
  COMMENT ON COLUMN inventory_level.state IS '${words.level}';`;

/** What a store in shadow mode would have sent. */
export class AddShadowStates1797100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${check('operation', 'outcome', [...OUTCOMES, 'SHADOWED'])}
      ${check('delivery', 'state', [...DELIVERIES, 'SHADOWED'])}
      ${check('inventory_level', 'state', [...LEVELS, 'SHADOWED'])}
      ${comments(SHADOWED)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE operation SET outcome = 'REFUSED' WHERE outcome = 'SHADOWED';
      UPDATE delivery SET state = 'DEAD' WHERE state = 'SHADOWED';
      UPDATE inventory_level SET state = 'FAILED' WHERE state = 'SHADOWED';
      ${check('operation', 'outcome', OUTCOMES)}
      ${check('delivery', 'state', DELIVERIES)}
      ${check('inventory_level', 'state', LEVELS)}
      ${comments(WORDS)}`);
  }
}
