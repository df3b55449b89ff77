import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACTOR = 'API client; a person, oidc:…; cli, environment, migration, retention, schedule; unknown where';
const STRANGERS =
  'others beyond 200 strangers an hour; database:… and the role of whoever changed a row by hand. No client can be called so.';

/** What, its comment from now on, and before. */
const COMMENTS: [string, string, string][] = [
  [
    'COLUMN audit.inventory_drift.wanted',
    'Quantity that Increff sent last.',
    'Quantity that Increff told last.',
  ],
  ['COLUMN audit.stock.wanted', 'Quantity that Increff sent last.', 'Quantity that Increff told last.'],
  ['COLUMN audit.stock.in_stock', 'Flag that Increff sent with it.', 'Flag that Increff told with it.'],
  ['COLUMN audit.stock.requested_by', 'API client that sent it last.', 'API client that told it last.'],
  [
    'COLUMN audit_log.actor',
    `${ACTOR} nobody is known; ${STRANGERS}`,
    `${ACTOR} nobody could be told; ${STRANGERS}`,
  ],
  [
    'COLUMN delivery.round',
    'Tries of the present schedule; a replay starts a new one.',
    'Tries of the present schedule; a replay starts it anew.',
  ],
  [
    'TABLE difference',
    'What a reconciliation found. Our side is repaired at once; Magento never without an operator.',
    "What a reconciliation found. Our side is mended at once; Magento''s never without an operator.",
  ],
  [
    'COLUMN reconciliation.repaired',
    'Those of them that were repaired on our side.',
    'Those of them that were mended on our side.',
  ],
  [
    'COLUMN increff_push.lines',
    'What Increff was sent, by item_id: quantity, quantity cancelled before, and cancelledQuantity sent since.',
    'What Increff was told, by item_id: quantity sent, quantity cancelled before, and cancelledQuantity told since.',
  ],
  [
    'COLUMN notification.reading',
    'What was read out of it; of WAITING, to be passed on once the order is known.',
    'What was read out of it; of WAITING, to be told once the order is known.',
  ],
  [
    'COLUMN "order".adjustment',
    'grand_total less all parts above: hidden tax, gift cards and anything else that a module added.',
    'grand_total less all parts above: hidden tax, gift cards and whatever else a module added.',
  ],
  [
    'TABLE parcel_state',
    'How far each parcel has come: the latest of its events, in any order of arrival.',
    'How far each parcel has come: the latest of its events, whatever the order in which they arrived.',
  ],
  [
    'COLUMN return_item.increff_sent',
    'Whether Increff expects it, by what it was sent.',
    'Whether Increff expects it, as far as we told it.',
  ],
];

/** Comments of tables and columns in common words. */
export class RewordComments1797550000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [what, now] of COMMENTS) await runner.query(`COMMENT ON ${what} IS '${now}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [what, , before] of COMMENTS) await runner.query(`COMMENT ON ${what} IS '${before}'`);
  }
}
