import { MagentoFault } from './magento-fault.js';

export type Row = Record<string, unknown>;

interface Filter {
  field: string | undefined;
  value: string | null;
  condition: string;
}

export interface Criteria {
  groups: Filter[][];
  sorts: { field: string; direction: 'ASC' | 'DESC' }[];
  pageSize?: number;
  currentPage?: number;
}

export interface Limits {
  maximumPageSize?: number;
  defaultPageSize?: number;
  /** Of a list in a body. */
  maximumListSize?: number;
}

type Tree = { [key: string]: Tree | string };

/** PHP's reading of `a[b][c]=v`; `+` is a blank. */
export function parseQuery(raw: string): Tree {
  const tree: Tree = {};
  for (const pair of raw.split('&')) {
    if (pair === '') continue;
    const [name = '', value = ''] = pair
      .split(/=(.*)/s)
      .map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    const keys = [name.replace(/\[.*$/s, ''), ...[...name.matchAll(/\[([^\]]*)\]/g)].map((m) => m[1]!)];
    let at = tree;
    keys.slice(0, -1).forEach((key) => {
      if (typeof at[key] !== 'object') at[key] = {};
      at = at[key];
    });
    at[keys.at(-1)!] = value;
  }
  return tree;
}

/** camelCase and snake_case alike. */
function pick(tree: Tree, snake: string): Tree | string | undefined {
  return tree[snake] ?? tree[snake.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())];
}

export function parseCriteria(query: Tree, limits: Limits): Criteria {
  const given = pick(query, 'search_criteria');
  if (given === undefined) throw MagentoFault.required('searchCriteria');
  const tree: Tree = typeof given === 'string' ? {} : given;
  const groups = list(pick(tree, 'filter_groups')).map((group) => list(group['filters']).map(toFilter));
  const sorts = list(pick(tree, 'sort_orders')).map((sort) => ({
    field: String(sort['field'] ?? ''),
    direction: direction(sort['direction']),
  }));
  const pageSize = wholeNumber(pick(tree, 'page_size'), 'pageSize') ?? limits.defaultPageSize;
  const currentPage = wholeNumber(pick(tree, 'current_page'), 'currentPage');
  if (limits.maximumPageSize !== undefined && pageSize !== undefined && pageSize > limits.maximumPageSize) {
    throw MagentoFault.badRequest('Maximum SearchCriteria pageSize is %max', { max: limits.maximumPageSize });
  }
  return { groups, sorts, pageSize, currentPage };
}

function list(tree: Tree | string | undefined): Tree[] {
  return typeof tree === 'object'
    ? Object.values(tree).filter((entry): entry is Tree => typeof entry === 'object')
    : [];
}

function toFilter(tree: Tree): Filter {
  const value = tree['value'];
  const condition = pick(tree, 'condition_type');
  return {
    field: typeof tree['field'] === 'string' ? tree['field'] : undefined,
    value: typeof value === 'string' ? value : null,
    condition: typeof condition === 'string' ? condition : 'eq',
  };
}

function direction(text: Tree | string | undefined): 'ASC' | 'DESC' {
  const word = typeof text === 'string' ? text.toUpperCase() : 'DESC';
  if (word !== 'ASC' && word !== 'DESC') {
    throw MagentoFault.badRequest(
      'The sort order has to be specified as %1 for ascending order or %2 for descending order.',
      ['ASC', 'DESC'],
    );
  }
  return word;
}

function wholeNumber(text: Tree | string | undefined, field: string): number | undefined {
  if (typeof text !== 'string') return undefined;
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw MagentoFault.wrongType(text, 'int', field);
  return Math.trunc(Number(text));
}

/** Columns decide what may be filtered and sorted; anything else is an SQL error. */
export interface Table<T extends object> {
  columns: Set<string>;
  times: Set<string>;
  rows(): Iterable<T>;
}

/** All matching rows, sorted. An unsorted result keeps the order of the rows, which real MySQL does not promise. */
export function select<T extends object>(table: Table<T>, criteria: Criteria): T[] {
  const tests = criteria.groups.filter((group) => group.length > 0).map((group) => anyOf(table, group));
  const ranges = rangeTests(criteria.groups);
  for (const { field } of criteria.sorts) if (!table.columns.has(field)) throw MagentoFault.internal();
  const found: T[] = [];
  rows: for (const row of table.rows()) {
    for (const test of tests) if (!test(row as Row)) continue rows;
    for (const test of ranges) if (!test(row as Row)) continue rows;
    found.push(row);
  }
  return criteria.sorts.length === 0 ? found : found.sort(comparator(criteria.sorts));
}

export function page<T>(rows: T[], criteria: Criteria): T[] {
  const size =
    criteria.pageSize === undefined || criteria.pageSize === 0 ? rows.length : Math.max(1, criteria.pageSize);
  const number = Math.max(1, criteria.currentPage ?? 1);
  return rows.slice((number - 1) * size, number * size);
}

/** As Magento repeats them: only what was given, filters with their condition. */
export function echo(criteria: Criteria): Row {
  return {
    filter_groups: criteria.groups.map((group) => ({
      filters: group.map(({ field, value, condition }) => ({ field, value, condition_type: condition })),
    })),
    ...(criteria.sorts.length === 0 ? {} : { sort_orders: criteria.sorts }),
    ...(criteria.pageSize === undefined ? {} : { page_size: criteria.pageSize }),
    ...(criteria.currentPage === undefined ? {} : { current_page: criteria.currentPage }),
  };
}

function anyOf<T extends object>(table: Table<T>, group: Filter[]): (row: Row) => boolean {
  const tests = group.map((filter) => {
    if (filter.field === undefined || !table.columns.has(filter.field)) throw MagentoFault.internal();
    return compile(filter, table.times.has(filter.field));
  });
  if (tests.length === 1) return tests[0]!;
  return (row) => tests.some((test) => test(row));
}

/** `from` and `to` alone compare like gteq and lteq; two of them in one group are a range and not alternatives. */
function rangeTests(groups: Filter[][]): ((row: Row) => boolean)[] {
  return groups
    .filter((group) => group.length > 1 && group.every((f) => f.condition === 'from' || f.condition === 'to'))
    .flatMap((group) => group.map((filter) => compile(filter, true)));
}

/** An unknown condition counts as eq, without a word. */
function compile({ field, value, condition }: Filter, time: boolean): (row: Row) => boolean {
  const name = field!;
  if (value === null) {
    return condition === 'null'
      ? (row) => row[name] == null
      : condition === 'notnull'
        ? (row) => row[name] != null
        : () => false;
  }
  const against = time ? asTime(value) : value;
  const number = typeof against === 'string' && /^-?\d+(\.\d+)?$/.test(against) ? Number(against) : undefined;
  const compare = (row: Row): number | undefined => {
    const cell = row[name];
    if (cell == null) return undefined;
    if (typeof cell === 'number') return cell - (number ?? (Number.parseFloat(against) || 0));
    const text = String(cell);
    return text < against ? -1 : text > against ? 1 : 0;
  };
  const test = (ok: (order: number) => boolean) => (row: Row) => {
    const order = compare(row);
    return order !== undefined && ok(order);
  };
  switch (condition) {
    case 'neq':
      return test((order) => order !== 0);
    case 'gt':
      return test((order) => order > 0);
    case 'gteq':
    case 'moreq':
    case 'from':
      return condition === 'moreq' ? test((order) => order === 0) : test((order) => order >= 0);
    case 'lt':
      return test((order) => order < 0);
    case 'lteq':
    case 'to':
      return test((order) => order <= 0);
    case 'in':
    case 'nin': {
      // MySQL's usual collations know no case.
      const values = new Set(value.toLowerCase().split(','));
      const wanted = condition === 'in';
      return (row) => row[name] != null && values.has(String(row[name]).toLowerCase()) === wanted;
    }
    case 'like':
    case 'nlike': {
      const pattern = new RegExp(
        `^${value
          .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
          .replaceAll('%', '.*')
          .replaceAll('_', '.')}$`,
        'is',
      );
      return (row) => row[name] != null && pattern.test(String(row[name])) === (condition === 'like');
    }
    case 'null':
      return (row) => row[name] == null;
    case 'notnull':
      return (row) => row[name] != null;
    default:
      return test((order) => order === 0);
  }
}

/** MySQL reads ISO forms too, and takes what it cannot read for zero, which every time exceeds. */
function asTime(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2}))?/.exec(text);
  return match ? `${match[1]} ${match[2] ?? '00:00:00'}` : '0000-00-00 00:00:00';
}

function comparator<T extends object>(sorts: Criteria['sorts']): (a: T, b: T) => number {
  return (a, b) => {
    for (const { field, direction: way } of sorts) {
      const left = (a as Row)[field] as string | number;
      const right = (b as Row)[field] as string | number;
      if (left !== right) return (left < right ? -1 : 1) * (way === 'ASC' ? 1 : -1);
    }
    return 0;
  };
}
