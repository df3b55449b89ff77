import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/*
 * Who names which table. ESLint keeps SQL out of other files; this keeps it in the right ones. A table belongs to the
 * folder of src that has its entity.
 */

/** Named in every repository: nothing can be said without the store and the order that it is of. */
const NAMED_BY_ALL = new Set(['store', 'order', 'order_item']);

/** Repositories that work over several domains, and what they do to all that hangs on an order or a store. */
const OVER_ALL: Record<string, string> = {
  'src/personal-data/erasure-rules.repository.ts': 'empties what holds an erased customer',
  'src/retention/order-deletion.repository.ts': 'deletes an order with all that belongs to it',
  'src/retention/retention-rules.repository.ts': 'removes rows past their time',
  'src/cells/moved-clients.repository.ts': 'takes along what several stores may have in common',
  'src/stores/store-removal.repository.ts': 'removes a store with all that was kept of it',
};

/** Other writes to a table of another folder, and why its own repository does not make them. */
const WRITES_ELSEWHERE: Record<string, Record<string, string>> = {
  'src/audit/audit.repository.ts': {
    audit_chain: 'removal, by the owner of the tables',
    audit_log: 'removal, by the owner of the tables',
    audit_stream: 'the entities of the log stand together in platform',
  },
  'src/orders/orders.repository.ts': {
    increff_push: 'in the transaction of a page, of which statements count',
  },
  'src/orders/replaced-orders.repository.ts': { parked_order: 'a person has decided what the order is' },
  'src/personal-data/erasures.repository.ts': {
    order: 'marks of erasure',
    order_item: 'marks of erasure',
  },
  'src/personal-data/order-erasure.repository.ts': { order: 'marks of erasure' },
  'src/personal-data/retention.repository.ts': { order: 'marks of erasure' },
  'src/reconciliation/reconciliations.repository.ts': {
    handover: 'a document that Magento lost is forgotten in one transaction with its difference',
    invoice: 'a document that Magento lost is forgotten in one transaction with its difference',
    shipment: 'a document that Magento lost is forgotten in one transaction with its difference',
  },
  'src/stores/held-rereads.repository.ts': { order: 'stores knows no domain' },
  'src/stores/mode-change.repository.ts': {
    delivery: 'stores knows no domain',
    inventory_level: 'stores knows no domain',
    operation: 'stores knows no domain',
  },
  'src/stores/stock-of-before.repository.ts': { inventory_level: 'stores knows no domain' },
  'src/sync/rereads.repository.ts': { order: 'sync knows no domain' },
};

/** Reads of a table of another folder inside of a repository's own statements. */
const READS_ELSEWHERE: Record<string, string[]> = {
  'src/audit/audit.repository.ts': ['audit_head'],
  'src/cells/move-checks.repository.ts': ['alert_channel', 'endpoint', 'erasure_key'],
  'src/increff/increff-pushes.repository.ts': ['operation'],
  'src/orders/deleted-orders.repository.ts': ['parked_order'],
  'src/orders/orders.repository.ts': ['erasure', 'operation'],
  'src/orders/replaced-orders.repository.ts': ['operation'],
  'src/personal-data/erasures.repository.ts': ['operation', 'return_order'],
  'src/personal-data/order-erasure.repository.ts': ['delivery'],
  'src/personal-data/retention.repository.ts': [
    ...['delivery', 'notification', 'operation', 'return_order', 'shipment', 'shipment_label'],
  ],
  'src/reconciliation/broken-promises.repository.ts': ['operation'],
  'src/shipments/shipments.repository.ts': ['operation'],
};

const ROOT = join(import.meta.dirname, '../..');
const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => `src/${file}`)
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.spec.ts'));
const TEXTS = new Map(FILES.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));

/** Folder of src by table. */
const OWNERS = new Map(
  [...TEXTS].flatMap(([file, text]) =>
    [...text.matchAll(/@Entity\('(\w+)'\)/g)].map((found): [string, string] => [found[1]!, folderOf(file)]),
  ),
);

const isReadModel = (file: string): boolean => file.endsWith('.read-model.ts');
const isRepository = (file: string): boolean => file.endsWith('.repository.ts');
const STARTING = /^src\/platform\/database\//;

function folderOf(file: string): string {
  return file.split('/')[1]!;
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

/** Tables that the SQL of a file names behind these words. */
function namedBehind(words: string, text: string): Set<string> {
  const found = withoutComments(text).matchAll(new RegExp(`\\b(?:${words})\\s*"?(\\w+)`, 'g'));
  return new Set([...found].map((one) => one[1]!).filter((name) => OWNERS.has(name)));
}

const written = new Map(
  [...TEXTS].map(([file, text]) => [
    file,
    namedBehind(`INSERT INTO|UPDATE|DELETE FROM|LOCK TABLE|table: '`, text),
  ]),
);
const read = new Map([...TEXTS].map(([file, text]) => [file, namedBehind('FROM|JOIN|USING', text)]));

const sorted = (names: Iterable<string>): string[] => [...names].sort();

/** What each repository names of other folders, but for what all may. */
function foreign(names: Map<string, Set<string>>, mayAll: Set<string>): Record<string, string[]> {
  const found = FILES.filter((file) => isRepository(file) && !(file in OVER_ALL)).map((file) => {
    const others = sorted(names.get(file)!).filter(
      (table) => OWNERS.get(table) !== folderOf(file) && !mayAll.has(table),
    );
    return [file, others] as const;
  });
  return Object.fromEntries(found.filter(([, tables]) => tables.length > 0));
}

describe('data access', () => {
  it('knows the tables', () => {
    expect(OWNERS.get('order')).toBe('orders');
    expect(OWNERS.size).toBeGreaterThan(30);
  });

  it('is in repositories and read models only', () => {
    const outside = FILES.filter(
      (file) =>
        !isRepository(file) &&
        !isReadModel(file) &&
        !STARTING.test(file) &&
        written.get(file)!.size + read.get(file)!.size > 0,
    );
    expect(outside).toEqual([]);
  });

  it('writes nothing in read models', () => {
    expect(FILES.filter((file) => isReadModel(file) && written.get(file)!.size > 0)).toEqual([]);
  });

  it("writes a table in its folder's repositories, or where it is said why", () => {
    const expected = Object.entries(WRITES_ELSEWHERE).map(([file, tables]) => [
      file,
      sorted(Object.keys(tables)),
    ]);
    expect(foreign(written, new Set())).toEqual(Object.fromEntries(expected));
  });

  it('names a table of another folder in read models, or where it is listed', () => {
    const reads = foreign(read, NAMED_BY_ALL);
    for (const [file, tables] of Object.entries(reads)) {
      const writes = WRITES_ELSEWHERE[file] ?? {};
      reads[file] = tables.filter((table) => !(table in writes));
    }
    const known = Object.fromEntries(Object.entries(reads).filter(([, tables]) => tables.length > 0));
    const expected = Object.entries(READS_ELSEWHERE).map(([file, tables]) => [file, sorted(tables)] as const);
    expect(known).toEqual(Object.fromEntries(expected.filter(([, tables]) => tables.length > 0)));
  });

  it('names no repository over several domains that is gone', () => {
    expect(Object.keys(OVER_ALL).filter((file) => !TEXTS.has(file))).toEqual([]);
  });
});
