import { describe, expect, it } from '@jest/globals';
import { MagentoNotFoundError } from '../magento/magento.errors.js';
import type { MagentoInvoice } from '../magento/magento.types.js';
import { madeDocument } from './marked-documents.js';
import type { Operation } from './operation.types.js';

const operation = { id: 'b6f2c8a0-0000-4000-8000-000000000001', orderCode: '7' } as Operation;
const OURS = `Invoiced. increff-op:${operation.id}`;
const OTHERS = 'Invoiced. increff-op:b6f2c8a0-0000-4000-8000-000000000002';

function invoice(id: number, comment?: string, orderId = 7): MagentoInvoice {
  return { entity_id: id, order_id: orderId, comments: comment ? [{ comment }] : [] };
}

const found = (answer: unknown, documents: MagentoInvoice[]) =>
  madeDocument(operation, answer, {
    byId: (id) => {
      const one = documents.find((document) => String(document.entity_id) === id);
      return one ? Promise.resolve(one) : Promise.reject(new MagentoNotFoundError('none', 'REFUSED'));
    },
    list: () => Promise.resolve(documents.filter((document) => document.order_id === 7)),
  });

describe('the document that a write made', () => {
  it('bears our marker after any answer', async () => {
    const ours = invoice(2, OURS);
    for (const answer of [undefined, '1', '2', '99', null]) {
      expect(await found(answer, [invoice(1), ours])).toEqual({ document: ours, marked: true });
    }
  });

  it('is the one that Magento answered where a module dropped the comment', async () => {
    expect(await found('1', [invoice(1)])).toEqual({ document: invoice(1), marked: false });
    expect(await found(invoice(1), [invoice(1)])).toEqual({ document: invoice(1), marked: false });
  });

  it('is none of another order, though a proxy answered its id', async () => {
    expect(await found('3', [invoice(3, undefined, 8)])).toBeUndefined();
  });

  it('is none that bears the marker of another operation', async () => {
    expect(await found('4', [invoice(4, OTHERS)])).toBeUndefined();
  });

  it('is not known where no answer came and none bears our marker', async () => {
    expect(await found(undefined, [invoice(1), invoice(4, OTHERS)])).toBeUndefined();
    expect(await found('not an id', [invoice(1)])).toBeUndefined();
  });

  it('is not known where it is not there yet', async () => {
    expect(await found('99', [])).toBeUndefined();
  });

  it('is in doubt where it cannot be read', async () => {
    const failing = madeDocument<MagentoInvoice>(operation, '1', {
      byId: () => Promise.reject(new Error('no answer')),
      list: () => Promise.resolve([]),
    });
    await expect(failing).rejects.toThrow('no answer');
  });
});
