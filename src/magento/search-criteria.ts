/**
 * Builds `searchCriteria` queries. Conditions and directions are enums on purpose: Magento takes a condition type that
 * it does not know for `eq`, without a word (recorded exchange 212).
 */
export enum Condition {
  Equal = 'eq',
  In = 'in',
  NotIn = 'nin',
  GreaterThan = 'gt',
  GreaterOrEqual = 'gteq',
  LessThan = 'lt',
  LessOrEqual = 'lteq',
}

export enum Direction {
  Ascending = 'ASC',
  Descending = 'DESC',
}

export interface Filter {
  field: string;
  condition: Condition;
  value: string;
}

interface Sort {
  field: string;
  direction: Direction;
}

/** Immutable: every method returns a new one, so that a base query can be shared. */
export class SearchCriteria {
  private constructor(
    private readonly groups: readonly (readonly Filter[])[],
    private readonly sorts: readonly Sort[],
    private readonly size: number,
    private readonly page: number,
    private readonly projection: string | undefined,
  ) {}

  static all(): SearchCriteria {
    return new SearchCriteria([], [], 100, 1, undefined);
  }

  /** Filters of one call are alternatives (OR); calls add up (AND). Nothing deeper exists in Magento. */
  where(...alternatives: Filter[]): SearchCriteria {
    return new SearchCriteria(
      [...this.groups, alternatives],
      this.sorts,
      this.size,
      this.page,
      this.projection,
    );
  }

  orderBy(field: string, direction: Direction = Direction.Ascending): SearchCriteria {
    const sorts = [...this.sorts, { field, direction }];
    return new SearchCriteria(this.groups, sorts, this.size, this.page, this.projection);
  }

  /** Always sent: without a page size Magento returns everything. */
  pageSize(size: number): SearchCriteria {
    return new SearchCriteria(this.groups, this.sorts, size, this.page, this.projection);
  }

  currentPage(page: number): SearchCriteria {
    return new SearchCriteria(this.groups, this.sorts, this.size, page, this.projection);
  }

  /** E.g. `items[entity_id,status],total_count`. Anything but letters, digits and `_[],` makes Magento answer `[]`. */
  fields(projection: string): SearchCriteria {
    if (!/^[\w[\],]+$/.test(projection)) throw new Error(`Not a field projection: ${projection}`);
    return new SearchCriteria(this.groups, this.sorts, this.size, this.page, projection);
  }

  toQuery(): Record<string, string> {
    const query: Record<string, string> = {};
    this.groups.forEach((filters, g) =>
      filters.forEach((filter, f) => {
        const prefix = `searchCriteria[filterGroups][${g}][filters][${f}]`;
        query[`${prefix}[field]`] = filter.field;
        query[`${prefix}[value]`] = filter.value;
        query[`${prefix}[conditionType]`] = filter.condition;
      }),
    );
    this.sorts.forEach((sort, i) => {
      query[`searchCriteria[sortOrders][${i}][field]`] = sort.field;
      query[`searchCriteria[sortOrders][${i}][direction]`] = sort.direction;
    });
    query['searchCriteria[pageSize]'] = String(this.size);
    query['searchCriteria[currentPage]'] = String(this.page);
    if (this.projection !== undefined) query['fields'] = this.projection;
    return query;
  }
}

/** `in` and `nin` take a comma list that Magento splits without trimming (recorded exchange 213). */
export function oneOf(field: string, values: readonly string[]): Filter {
  return { field, condition: Condition.In, value: commaList(values) };
}

export function noneOf(field: string, values: readonly string[]): Filter {
  return { field, condition: Condition.NotIn, value: commaList(values) };
}

/** Orders of these store views: the list holds those of all views, whichever view the path names. */
export function ofStoreViews(storeIds: readonly number[]): Filter {
  return oneOf('store_id', storeIds.map(String));
}

export function compare(field: string, condition: Condition, value: string | number): Filter {
  return { field, condition, value: String(value) };
}

function commaList(values: readonly string[]): string {
  if (values.some((value) => value.includes(','))) {
    throw new Error('A value in a comma list cannot hold a comma');
  }
  return values.map((value) => value.trim()).join(',');
}
