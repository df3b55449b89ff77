import type { MagentoInvoice, MagentoLines } from '../magento/magento.types.js';
import type { OperationContext } from '../operations/operation.types.js';

const PAID = 2;

const ONE_AT_A_TIME = 'ask for those of one invoice at a time, or offline.';

/** The invoice by which money goes back to where it came from, or why none can be chosen. */
export async function payingInvoice(
  { client, operation }: OperationContext,
  rows: MagentoLines,
  invoiceId?: string,
): Promise<{ id: string } | { problem: string }> {
  const all = await client.documents.listInvoices(operation.orderCode);
  const paid = all.filter(({ state, items }) => state === PAID && (items ?? []).length > 0);
  if (invoiceId !== undefined) {
    const named = paid.find(({ entity_id: id }) => String(id) === invoiceId);
    if (!named) return { problem: `The order has no paid invoice ${invoiceId}.` };
    // Magento cuts off without a word what the invoice does not hold (Sales CreditmemoFactory).
    return holds(named, rows)
      ? { id: invoiceId }
      : { problem: `Invoice ${invoiceId} does not hold all of these lines: ${ONE_AT_A_TIME}` };
  }
  const fitting = paid.filter((invoice) => holds(invoice, rows));
  if (fitting.length === 1) return { id: String(fitting[0]!.entity_id) };
  if (fitting.length === 0) {
    return { problem: `No paid invoice holds all of these lines: ${ONE_AT_A_TIME}` };
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
