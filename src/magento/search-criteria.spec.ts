import { describe, expect, it } from '@jest/globals';
import {
  compare,
  Condition,
  Direction,
  noneOf,
  ofStoreViews,
  oneOf,
  SearchCriteria,
} from './search-criteria.js';

describe('SearchCriteria', () => {
  it('writes groups, alternatives, sorting and paging as Magento reads them', () => {
    const query = SearchCriteria.all()
      .where(oneOf('status', ['pending', ' processing']))
      .where(
        compare('created_at', Condition.GreaterThan, '2026-01-01 00:00:00'),
        compare('entity_id', Condition.GreaterThan, 7),
      )
      .orderBy('created_at')
      .pageSize(50)
      .currentPage(2)
      .fields('items[entity_id],total_count')
      .toQuery();
    expect(query).toEqual({
      'searchCriteria[filterGroups][0][filters][0][field]': 'status',
      'searchCriteria[filterGroups][0][filters][0][value]': 'pending,processing',
      'searchCriteria[filterGroups][0][filters][0][conditionType]': 'in',
      'searchCriteria[filterGroups][1][filters][0][field]': 'created_at',
      'searchCriteria[filterGroups][1][filters][0][value]': '2026-01-01 00:00:00',
      'searchCriteria[filterGroups][1][filters][0][conditionType]': 'gt',
      'searchCriteria[filterGroups][1][filters][1][field]': 'entity_id',
      'searchCriteria[filterGroups][1][filters][1][value]': '7',
      'searchCriteria[filterGroups][1][filters][1][conditionType]': 'gt',
      'searchCriteria[sortOrders][0][field]': 'created_at',
      'searchCriteria[sortOrders][0][direction]': 'ASC',
      'searchCriteria[pageSize]': '50',
      'searchCriteria[currentPage]': '2',
      fields: 'items[entity_id],total_count',
    });
  });

  it('refuses a comma within a comma list, and a projection that Magento would answer with []', () => {
    expect(() => noneOf('sku', ['a', 'b,c'])).toThrow('A value in a comma list cannot hold a comma');
    expect(() => SearchCriteria.all().fields('items[entity_id')).not.toThrow();
    expect(() => SearchCriteria.all().fields('items entity')).toThrow('projection');
  });

  it('always sends a page size, since none means everything', () => {
    expect(SearchCriteria.all().toQuery()['searchCriteria[pageSize]']).toBe('100');
  });

  it('has conditions that Magento knows: any other counts as eq', () => {
    expect(Object.values(Condition)).toEqual(['eq', 'in', 'nin', 'gt', 'gteq', 'lt', 'lteq']);
    expect(compare('a', Condition.LessOrEqual, 5)).toEqual({ field: 'a', condition: 'lteq', value: '5' });
    expect(noneOf('a', ['x ', 'y'])).toEqual({ field: 'a', condition: 'nin', value: 'x,y' });
    expect(ofStoreViews([1, 2])).toEqual({ field: 'store_id', condition: 'in', value: '1,2' });
  });

  it('sorts both ways, by several fields', () => {
    const query = SearchCriteria.all().orderBy('a', Direction.Descending).orderBy('b').toQuery();
    expect(query).toStrictEqual({
      'searchCriteria[sortOrders][0][field]': 'a',
      'searchCriteria[sortOrders][0][direction]': 'DESC',
      'searchCriteria[sortOrders][1][field]': 'b',
      'searchCriteria[sortOrders][1][direction]': 'ASC',
      'searchCriteria[pageSize]': '100',
      'searchCriteria[currentPage]': '1',
    });
  });

  it('is not changed by what is made from it', () => {
    const base = SearchCriteria.all()
      .where(oneOf('a', ['1']))
      .orderBy('a')
      .pageSize(5)
      .currentPage(3)
      .fields('items');
    const before = base.toQuery();
    base
      .where(oneOf('b', ['2']))
      .orderBy('b')
      .pageSize(9)
      .currentPage(9)
      .fields('other')
      .toQuery();
    expect(base.toQuery()).toEqual(before);
    expect(base.where(oneOf('b', ['2'])).toQuery()).toMatchObject(before);
  });

  it.each(['', ' items', 'items ', 'items;', 'items[a]-b'])('takes %j for no projection', (projection) => {
    expect(() => SearchCriteria.all().fields(projection)).toThrow(`Not a field projection: ${projection}`);
  });
});
