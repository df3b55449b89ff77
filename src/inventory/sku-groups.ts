const MOST_SKUS = 100;
/** Web servers refuse addresses of more than 8 KB. */
const MOST_CHARACTERS = 4000;

/** As many rows as one question about their SKUs may hold. */
export function skuGroups<T extends { sku: string }>(rows: T[], most = MOST_SKUS): T[][] {
  const result: T[][] = [];
  let characters = Infinity;
  for (const row of rows) {
    const length = encodeURIComponent(row.sku).length + 3;
    if (characters + length > MOST_CHARACTERS || result.at(-1)!.length >= most) {
      result.push([]);
      characters = 0;
    }
    result.at(-1)!.push(row);
    characters += length;
  }
  return result;
}

/** The row of a SKU among those that Magento answered: the very one, else the one that differs in case only. */
export function rowOf<T extends { sku: string }>(rows: T[], sku: string): T | undefined {
  const alike = rows.filter((row) => row.sku.toLowerCase() === sku.toLowerCase());
  return alike.find((row) => row.sku === sku) ?? alike[0];
}
