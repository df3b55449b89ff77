import { MagentoProtocolError } from './magento.errors.js';
import { MagentoNotAListError } from './order-list.js';

/** Documents of one order, on one page. */
export interface DocumentPage<T> {
  items: T[];
  /** Undefined where no number came. */
  total: number | undefined;
}

/**
 * A list that does not show a document may be the proof that it was not made. So it must be a list, and of this order: a
 * cache that knows addresses only without their query answers with another one's, and a 200 need not be Magento's.
 * @throws MagentoProtocolError
 */
export function readDocuments<T extends { order_id: number }>(
  value: unknown,
  orderId: string,
): DocumentPage<T> {
  if (!isRecord(value) || !('items' in value)) throw notDocuments(orderId);
  // An empty list may come as null (recorded exchange 602).
  const items: unknown = value['items'] ?? [];
  if (!Array.isArray(items) || !items.every(isRecord)) throw notDocuments(orderId);
  const foreign = items.find((item) => Number(item['order_id']) !== Number(orderId));
  if (foreign) {
    const words = `Asked for the documents of order ${orderId}, Magento answered one of order ${String(foreign['order_id'])}.`;
    throw new MagentoProtocolError(words, 200);
  }
  const total = Number(value['total_count'] ?? NaN);
  return { items: items as unknown as T[], total: Number.isSafeInteger(total) ? total : undefined };
}

/** Fewer came than there are: what is not shown may be among the others. */
export function notAsCounted(orderId: string, shown: number, total: number): MagentoProtocolError {
  const words = `Of ${total} documents of order ${orderId} Magento showed ${shown}.`;
  return new MagentoProtocolError(words, 200);
}

/** One document or order by its id. @throws MagentoProtocolError when another one came, or none */
export function asAsked<T>(value: T, id: string): T {
  if (isRecord(value) && Number(value['entity_id']) === Number(id)) return value;
  const came = isRecord(value) ? `entity_id ${JSON.stringify(value['entity_id'])}` : 'no document';
  throw new MagentoProtocolError(`Asked for entity_id ${id}, Magento answered ${came}.`, 200);
}

function notDocuments(orderId: string): MagentoNotAListError {
  return new MagentoNotAListError(
    `Magento answered 200 to a list of documents of order ${orderId}, but no list came.`,
    200,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
