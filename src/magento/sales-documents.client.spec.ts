import { describe, expect, it } from '@jest/globals';
import type { MagentoCaller } from './magento-caller.js';
import { SalesDocumentsClient } from './sales-documents.client.js';

const invoice = (id: number) => ({ entity_id: id, order_id: 7 });
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => invoice(from + i));

/** Pages as they come, one after the other, the last one again and again. */
function clientOf(...pages: { items: object[]; total_count?: unknown }[]): {
  client: SalesDocumentsClient;
  asked: number[];
} {
  const asked: number[] = [];
  const read = ({ query }: { query: Record<string, string> }) => {
    const page = Number(query['searchCriteria[currentPage]']);
    asked.push(page);
    return Promise.resolve({ value: pages[Math.min(page, pages.length) - 1] });
  };
  return { client: new SalesDocumentsClient({ read } as unknown as MagentoCaller), asked };
}

const idsOf = async (client: SalesDocumentsClient): Promise<number[]> =>
  (await client.listInvoices('7')).map(({ entity_id: id }) => id);

describe('the documents of an order', () => {
  it('are one page where there are few', async () => {
    const { client, asked } = clientOf({ items: range(1, 2), total_count: 2 });
    expect([await idsOf(client), asked]).toEqual([[1, 2], [1]]);
  });

  it('are all pages, also where the count is too small or missing', async () => {
    for (const total_count of [150, 1, undefined, 'odd']) {
      const { client } = clientOf(
        { items: range(1, 100), total_count },
        { items: range(101, 150), total_count },
      );
      expect(await idsOf(client)).toHaveLength(150);
    }
  });

  it('are more than a page that was cut short', async () => {
    const { client } = clientOf(
      { items: range(1, 2), total_count: 3 },
      { items: range(3, 3), total_count: 3 },
    );
    expect(await idsOf(client)).toEqual([1, 2, 3]);
  });

  it('are the same where the last page is repeated for ever', async () => {
    const { client } = clientOf({ items: range(1, 100), total_count: 100 });
    expect(await idsOf(client)).toHaveLength(100);
  });

  it('are not known where Magento counts more than it shows', async () => {
    const { client } = clientOf({ items: range(1, 2), total_count: 3 }, { items: [], total_count: 3 });
    await expect(client.listInvoices('7')).rejects.toThrow('not with all documents of order 7');
  });
});
