/** The query for the page behind an order, as the service asks for it, too: by updated_at, then by entity_id. */
export function ordersQuery(
  after: { updated_at: string; entity_id: number } | undefined,
  pageSize: number,
): string {
  const criteria: [string, string][] = [];
  const add = (group: number, filter: number, field: string, condition: string, value: string): void => {
    const prefix = `searchCriteria[filter_groups][${group}][filters][${filter}]`;
    criteria.push(
      [`${prefix}[field]`, field],
      [`${prefix}[condition_type]`, condition],
      [`${prefix}[value]`, value],
    );
  };
  if (after) {
    add(0, 0, 'updated_at', 'gteq', after.updated_at);
    add(1, 0, 'updated_at', 'gt', after.updated_at);
    add(1, 1, 'entity_id', 'gt', String(after.entity_id));
  }
  for (const [i, field] of ['updated_at', 'entity_id'].entries()) {
    criteria.push(
      [`searchCriteria[sortOrders][${i}][field]`, field],
      [`searchCriteria[sortOrders][${i}][direction]`, 'ASC'],
    );
  }
  criteria.push(['searchCriteria[pageSize]', String(pageSize)]);
  return criteria
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
