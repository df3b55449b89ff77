export interface Page<T> {
  items: T[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/**
 * @param rows of which one more than `limit` was asked for: it says that there is a further page
 * @param cursorOf the last row of the page
 */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  toItem: (row: R) => T,
  cursorOf: (row: R) => string,
): Page<T> {
  const page = rows.slice(0, limit);
  return {
    items: page.map((row) => toItem(row)),
    nextCursor: rows.length > page.length ? cursorOf(page.at(-1)!) : null,
  };
}
