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

describe('the documents of several orders', () => {
  const of = (orderId: number, ...ids: number[]) =>
    ids.map((entity_id) => ({ entity_id, order_id: orderId }));

  /** Answers as Magento does: what is above the id that was asked for, two hundred at most. */
  function shopOf(all: { entity_id: number; order_id: number }[], total = (left: number): unknown => left) {
    const asked: Record<string, string>[] = [];
    const read = ({ query }: { query: Record<string, string> }) => {
      asked.push(query);
      const above = Number(query['searchCriteria[filterGroups][1][filters][0][value]']);
      const left = all.filter(({ entity_id: id }) => id > above);
      return Promise.resolve({ value: { items: left.slice(0, 200), total_count: total(left.length) } });
    };
    return { client: new SalesDocumentsClient({ read } as unknown as MagentoCaller), asked };
  }

  it('come in as many pages as there are, each after the last id', async () => {
    const all = Array.from({ length: 450 }, (_, i) => ({ entity_id: i + 1, order_id: 7 + (i % 2) }));
    const { client, asked } = shopOf(all);
    expect(await client.invoicesOf(['7', '8'])).toEqual(all);
    expect(asked).toHaveLength(3);
    expect(asked[2]).toMatchObject({
      'searchCriteria[filterGroups][0][filters][0][value]': '7,8',
      'searchCriteria[filterGroups][0][filters][0][conditionType]': 'in',
      'searchCriteria[filterGroups][1][filters][0][value]': '400',
    });
  });

  it('are all of them where the count is missing or too small', async () => {
    const all = Array.from({ length: 250 }, (_, i) => ({ entity_id: i + 1, order_id: 7 }));
    for (const total of [() => undefined, () => 1, () => 'odd']) {
      expect(await shopOf(all, total).client.shipmentsOf(['7'])).toHaveLength(250);
    }
  });

  it('are not known where Magento counts more than it shows', async () => {
    await expect(shopOf(of(7, 1), () => 2).client.creditMemosOf(['7', '8'])).rejects.toThrow(
      'not with all documents of 2 orders',
    );
  });

  it('are not known where the list holds those of others, or is not sorted by id', async () => {
    for (const all of [of(9, 1), of(7, 2, 1), of(7, 1, 1)]) {
      await expect(shopOf(all).client.invoicesOf(['7', '8'])).rejects.toThrow(
        'not with documents of 2 orders',
      );
    }
  });

  it('end where a shop takes no notice of the filter by id', async () => {
    const read = () => Promise.resolve({ value: { items: range(1, 200), total_count: 200 } });
    const client = new SalesDocumentsClient({ read } as unknown as MagentoCaller);
    await expect(client.invoicesOf(['7'])).rejects.toThrow('not with documents of 1 order');
  });
});
