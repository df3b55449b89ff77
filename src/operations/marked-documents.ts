import { MagentoNotFoundError } from '../magento/magento.errors.js';
import type { MagentoDocument } from '../magento/magento.types.js';
import { markerOf, type Operation } from './operation.types.js';

/** What a write made. `marked` is false when Magento answered its id, but it does not show our comment. */
export interface MadeDocument<T> {
  document: T;
  marked: boolean;
}

/** Beside the outcome, where a module of the shop dropped our comment. */
export const WITHOUT_COMMENT =
  'The document does not show our comment; it is the one whose id Magento answered.';

/** Ours, by the marker in one of its comments. */
export function isMarked(document: MagentoDocument, operation: { id: string }): boolean {
  return (document.comments ?? []).some(({ comment }) => comment?.includes(markerOf(operation)));
}

/** By its marker. Only that, or the answer to our own call, proves that a document is ours: an AWB may stand on anybody's. */
export async function madeDocument<T extends MagentoDocument>(
  operation: Operation,
  answer: unknown,
  read: { byId: (id: string) => Promise<T>; list: () => Promise<T[]> },
): Promise<MadeDocument<T> | undefined> {
  const answered = await answeredDocument(operation, answer, read.byId);
  if (answered && isMarked(answered, operation)) return { document: answered, marked: true };
  const marked = (await read.list()).find((one) => isMarked(one, operation));
  if (marked) return { document: marked, marked: true };
  return answered && isUnmarked(answered) ? { document: answered, marked: false } : undefined;
}

/** POST shipment/ answers the document, the others an id. A proxy may answer with what belongs to another order. */
async function answeredDocument<T extends MagentoDocument>(
  operation: Operation,
  answer: unknown,
  byId: (id: string) => Promise<T>,
): Promise<T | undefined> {
  if (isDocument<T>(answer) && isMarked(answer, operation)) return answer;
  const id = isDocument<T>(answer) ? String(answer.entity_id) : answer;
  if (typeof id !== 'string' || !/^\d+$/.test(id)) return undefined;
  try {
    const document = await byId(id);
    return String(document.order_id) === operation.orderCode ? document : undefined;
  } catch (error) {
    // A replica that is behind does not know it yet.
    if (error instanceof MagentoNotFoundError) return undefined;
    throw error;
  }
}

function isDocument<T extends MagentoDocument>(answer: unknown): answer is T {
  return typeof answer === 'object' && answer !== null && 'entity_id' in answer;
}

function isUnmarked({ comments }: MagentoDocument): boolean {
  return !(comments ?? []).some(({ comment }) => comment?.includes(markerOf({ id: '' })));
}
