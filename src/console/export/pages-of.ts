import type { EntityManager } from 'typeorm';
import { type Ask, cursorParts, type Listing, type Row } from '../listings/listing.js';

/** Rows that are in memory at one time. */
const BATCH = 500;

/** All rows of a list, some at a time: each page begins behind the last row of the one before, and nothing is held in between. */
export async function* pagesOf(
  manager: EntityManager,
  listing: Listing,
  storeId: number,
  ask: Ask,
): AsyncGenerator<Row[]> {
  let { after } = ask;
  for (;;) {
    const rows = await listing.rows(manager, storeId, { ...ask, after, limit: BATCH });
    yield rows;
    if (rows.length < BATCH) return;
    after = cursorParts(listing.cursorOf(rows.at(-1)!));
  }
}
