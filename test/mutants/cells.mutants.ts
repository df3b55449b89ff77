import type { Mutant } from './mutant.js';

const MOVES = 'test/integration/store-moves.spec.ts';
const CLIENT = 'test/integration/magento-client.spec.ts';
const MOVER = 'src/cells/store-mover.ts';
const COPIER = 'src/cells/store-copier.ts';

export const cells: Mutant[] = [
  {
    id: 'cells-permit-of-away',
    file: 'src/magento/send-permit.ts',
    find: '    if (mode === AWAY) throw new MagentoStoreAwayError(storeCode);\n',
    replace: '',
    says: 'a store on its way counts as one in shadow mode: its writes end as shadowed',
    test: CLIENT,
    name: 'on its way to another database',
  },
  {
    id: 'cells-mode-of-away',
    file: 'src/stores/store-mode.repository.ts',
    find: "CASE WHEN s.away THEN '${AWAY}' ELSE ${modeOf('s')} END AS mode",
    replace: "${modeOf('s')} AS mode",
    says: 'a process that wakes writes to the shop of a store that has moved',
    test: MOVES,
  },
  {
    id: 'cells-answer-without-look',
    file: 'src/platform/http/asked-stores.ts',
    find: '    if (!error) return payload;',
    replace: '    if (error ?? true) return payload;',
    says: 'a request is answered as accepted where its store has gone from',
    test: MOVES,
  },
  {
    id: 'cells-back-after-left',
    file: MOVER,
    find: 'if (move?.state !== MoveState.Leaving)',
    replace: 'if (!move)',
    says: 'a store that works elsewhere is opened again',
    test: MOVES,
  },
  {
    id: 'cells-ids-not-larger',
    file: COPIER,
    find: '      await giveLargerIds(target, await largestIds(from, target, tables));\n',
    replace: '',
    says: 'an event that comes after the move counts as one from before',
    test: MOVES,
  },
  {
    id: 'cells-same-ids',
    file: 'src/platform/database/cell-ids.ts',
    find: '  if (last >= id && last % CELLS === BigInt(number)) return;\n',
    replace: '  if (last >= id) return;\n',
    says: 'two databases give the same id',
    test: MOVES,
  },
  {
    id: 'cells-copy-not-compared',
    file: 'src/stores/store-tables.repository.ts',
    find: 'const references = [TIMELINE, ...rows];',
    replace: 'const references = [...rows];',
    says: 'a store moves without the timeline of its orders',
    test: 'test/integration/database.spec.ts',
    name: 'goes with it|go with it',
  },
  {
    id: 'cells-return-due-again',
    file: 'src/cells/moved-rows.repository.ts',
    find: "  'bridge.copies_store': 'yes',\n",
    replace: '',
    says: 'Increff hears again of returns that it knows, or is not to know',
    test: MOVES,
  },
  {
    id: 'cells-other-key',
    file: 'src/cells/move-checks.ts',
    find: '    if (others.length > 0) {',
    replace: '    if (others.length > 999) {',
    says: 'a store is moved to processes that cannot open its secrets',
    test: MOVES,
  },
];
