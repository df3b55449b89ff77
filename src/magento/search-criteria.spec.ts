import { describe, expect, it } from '@jest/globals';
import { compare, Condition, noneOf, oneOf, SearchCriteria } from './search-criteria.js';

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
    expect(() => noneOf('sku', ['a,b'])).toThrow('comma');
    expect(() => SearchCriteria.all().fields('items[entity_id')).not.toThrow();
    expect(() => SearchCriteria.all().fields('items entity')).toThrow('projection');
  });

  it('always sends a page size, since none means everything', () => {
    expect(SearchCriteria.all().toQuery()['searchCriteria[pageSize]']).toBe('100');
  });
});
