import type { Mutant } from './mutant.js';

const SCHEMA = 'test/integration/schema.spec.ts';
const NAME = 'is what migrations/schema.txt says';

/** What a migration no longer makes. */
export const schema: Mutant[] = [
  {
    id: 'schema-foreign-key-without-index',
    file: 'migrations/1797350000000-TidyForDbas.ts',
    find: "  ['handover_store', 'handover', '(store_id)'],\n",
    replace: '',
    says: 'removing a store reads all handovers',
    test: 'test/integration/database.spec.ts',
    name: 'has an index for every foreign key',
  },
  {
    id: 'schema-left-not-valid',
    file: 'migrations/1797350000000-TidyForDbas.ts',
    find: "  sync_cursor: 'sync_cursor_stream_check',\n",
    replace: '',
    says: 'a constraint is not checked against old rows',
    test: 'test/integration/database.spec.ts',
    name: 'has checked every constraint',
  },
  {
    id: 'schema-one-running-per-order',
    file: 'migrations/1795392300000-CreateOperations.ts',
    find: 'CREATE UNIQUE INDEX operation_one_running_per_order',
    replace: 'CREATE INDEX operation_one_running_per_order',
    says: 'two writes of one order may run at once',
    test: SCHEMA,
    name: NAME,
  },
  {
    id: 'schema-outcome-without-settling',
    file: 'migrations/1795392300000-CreateOperations.ts',
    find: "CHECK ((state = 'SETTLED') = (outcome IS NOT NULL))",
    replace: 'CHECK (true)',
    says: 'a settled write may have no outcome',
    test: SCHEMA,
    name: NAME,
  },
  {
    id: 'schema-level-index-gone',
    file: 'migrations/1795392500000-CreateInventory.ts',
    find: '      CREATE INDEX inventory_level_state ON inventory_level (store_id, state, id);\n',
    replace: '',
    says: 'an index is gone',
    test: SCHEMA,
    name: NAME,
  },
  {
    id: 'schema-negative-stock',
    file: 'migrations/1795392500000-CreateInventory.ts',
    find: 'quantity numeric(20,4) NOT NULL CHECK (quantity >= 0)',
    replace: 'quantity numeric(20,4) NOT NULL',
    says: 'a level may be below nothing',
    test: SCHEMA,
    name: NAME,
  },
  {
    id: 'schema-two-pushes-of-a-store',
    file: 'migrations/1795392500000-CreateInventory.ts',
    find: "ON inventory_run (store_id) WHERE state = 'RUNNING'",
    replace: 'ON inventory_run (id)',
    says: 'two runs of one store’s stock may go at once',
    test: SCHEMA,
    name: NAME,
  },
];
