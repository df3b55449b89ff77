import { entityIdOf } from './order-identity.js';
import { MagentoProtocolError } from './magento.errors.js';

interface Document {
  entity_id: number;
  order_id: number;
}

/** One page of an order's invoices, shipments or credit memos. */
export interface DocumentPage<T> {
  items: T[];
  total: number | undefined;
}

/** 200 and JSON, but not the documents that were asked for: a cache, a module or another application answered. */
export class MagentoOddDocumentsError extends MagentoProtocolError {}

/**
 * That a list does not show a document may be the proof that a write had no effect: so only a list counts, and only one
 * of these orders.
 * @param asked for the error
 * @throws MagentoOddDocumentsError
 */
export function readDocumentPage<T extends Document>(
  value: unknown,
  orderIds: ReadonlySet<string>,
  asked: string,
): DocumentPage<T> {
  const body = value as { items?: unknown; total_count?: unknown } | null;
  const items = typeof body === 'object' ? body?.items : undefined;
  if (!Array.isArray(items)) throw notThat('a list of documents');
  for (const item of items as unknown[]) {
    const document = typeof item === 'object' && item !== null ? (item as Partial<Document>) : {};
    if (entityIdOf(document) === undefined || !orderIds.has(String(document.order_id))) {
      throw notThat(asked);
    }
  }
  const total = Number(body?.total_count);
  return { items: items as T[], total: Number.isSafeInteger(total) ? total : undefined };
}

/** @throws MagentoOddDocumentsError when it is not the document that was asked for */
export function readDocument<T extends { entity_id: number }>(value: T, id: string): T {
  if (typeof value !== 'object' || value === null || String(entityIdOf(value)) !== id) {
    throw notThat(`document ${id}`);
  }
  return value;
}

export function notThat(asked: string): MagentoOddDocumentsError {
  return new MagentoOddDocumentsError(`Magento answered 200, but not with ${asked}.`, 200);
}
