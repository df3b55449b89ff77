import type { MagentoInvoice, MagentoLines } from '../magento/magento.types.js';
import type { OperationContext } from '../operations/operation.types.js';

const PAID = 2;

/** The invoice by which money goes back to where it came from, or why none can be chosen. */
export async function payingInvoice(
  { client, operation }: OperationContext,
  rows: MagentoLines,
  invoiceId?: string,
): Promise<{ id: string } | { problem: string }> {
  const all = await client.documents.listInvoices(operation.orderCode);
  const paid = all.filter(({ state, items }) => state === PAID && (items ?? []).length > 0);
  if (invoiceId !== undefined) {
    return paid.some(({ entity_id: id }) => String(id) === invoiceId)
      ? { id: invoiceId }
      : { problem: `The order has no paid invoice ${invoiceId}.` };
  }
  const fitting = paid.filter((invoice) => holds(invoice, rows));
  if (fitting.length === 1) return { id: String(fitting[0]!.entity_id) };
  if (fitting.length === 0) {
    return {
      problem:
        'No paid invoice holds all of these lines: ask for those of one invoice at a time, or offline.',
    };
  }
  const ids = fitting.map(({ entity_id: id }) => id).join(', ');
  return { problem: `Several invoices hold these lines (${ids}): name one by invoiceId.` };
}

function holds(invoice: MagentoInvoice, rows: MagentoLines): boolean {
  return rows.every(({ order_item_id: id, qty }) => {
    const invoiced = (invoice.items ?? []).filter((item) => item.order_item_id === id);
    return invoiced.reduce((sum, item) => sum + item.qty, 0) >= qty;
  });
}
