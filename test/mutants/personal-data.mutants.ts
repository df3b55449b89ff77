import type { Mutant } from './mutant.js';

const ERASURE = 'test/integration/erasure.spec.ts';
const QUERIES = 'src/personal-data/erasures.queries.ts';
const RULES = 'src/personal-data/erasure-rules.ts';

export const personalData: Mutant[] = [
  {
    id: 'erasure-without-lock',
    file: QUERIES,
    find: `'LOCK TABLE "order" IN EXCLUSIVE MODE'`,
    replace: `'SELECT 1'`,
    says: 'an order that a poll has stored and not committed is missed',
    test: ERASURE,
    name: 'not committed yet is waited for',
  },
  {
    id: 'erasure-of-open-orders',
    file: QUERIES,
    find: `WHEN \${CLOSED} IS NOT TRUE THEN 'the order is open'`,
    replace: `WHEN false THEN 'the order is open'`,
    says: 'an order that must be shipped loses its address',
    test: ERASURE,
    name: 'is shipped first',
  },
  {
    id: 'erasure-of-waiting-deliveries',
    file: RULES,
    find: `order_code = ANY($2::text[]) AND state <> 'PENDING' AND body <>`,
    replace: `order_code = ANY($2::text[]) AND body <>`,
    says: 'a delivery that waits is sent without its content',
    test: ERASURE,
    name: 'is sent as it was accepted',
  },
  {
    id: 'erasure-forgets-while-a-delivery-waits',
    file: 'src/personal-data/order-erasure.ts',
    find: `AND d.state = 'PENDING') THEN o.erase_due_at END`,
    replace: `AND d.state = 'DEAD') THEN o.erase_due_at END`,
    says: 'an erasure says that it is done while a delivery holds the customer',
    test: ERASURE,
    name: 'is sent as it was accepted',
  },
  {
    id: 'erasure-of-new-orders',
    file: QUERIES,
    find: 'AND o.magento_created_at < e.requested_at + ${CLOCK_TOLERANCE}',
    replace: '',
    says: 'a customer who was erased can never order again',
    test: ERASURE,
    name: 'a new order of hers',
  },
  {
    id: 'erasure-case-sensitive',
    file: 'src/personal-data/email-hashes.ts',
    find: '.update(email.trim().toLowerCase())',
    replace: '.update(email)',
    says: 'an older order comes in with the customer because of a capital letter',
    test: ERASURE,
    name: 'read for the first time',
  },
  {
    id: 'erasure-late-rows-stay',
    file: 'src/personal-data/personal-data-retention.service.ts',
    find: '    await markLate(manager);\n',
    replace: '    void markLate;\n',
    says: 'what comes in for an erased order stays',
    test: ERASURE,
    name: 'what comes in later',
  },
  {
    id: 'erasure-of-young-orders',
    file: 'src/personal-data/retention.queries.ts',
    find: 'greatest(o.changed_at, o.acknowledged_at,',
    replace: "greatest(o.first_seen_at - interval '100 years', o.acknowledged_at,",
    says: 'an order that has changed lately is erased by time',
    test: ERASURE,
    name: 'others and younger ones are not',
  },
  {
    id: 'erased-order-taken-as-read',
    file: 'src/orders/orders.writer.ts',
    find: `      AND (o.erased_at IS NULL OR excluded.content_hash LIKE 'e:%')\n`,
    replace: '',
    says: 'an order erased since its page was prepared has the mark of a content that is not its own',
    test: ERASURE,
    name: 'prepared before, and writes after',
  },
];
