import type { OrderDto } from '../orders/dto/order.dto.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';
import type { PushedLine } from './entities/increff-push.entity.js';
import { mergedAsPushed, mergedFields, type MergedLine, pushedCode } from './merged-lines.js';

/** Longer texts are refused (Increff, Possible Nuances). */
const MOST_TEXT = 255;

/** Increff's custom attributes are texts. */
export function toAttributes(fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      shortened(Array.isArray(value) ? value.join(', ') : String(value)),
    ]),
  );
}

/** Not between the halves of a character. */
export function shortened(text: string): string {
  const short = text.slice(0, MOST_TEXT);
  return short.isWellFormed() ? short : short.slice(0, -1);
}

/** Body of `PUT /orders/outward/attributes/{orderCode}`. */
export interface AttributesUpdate {
  locationCode?: string;
  updateOrderAttributes: Record<string, string>;
  updateOrderItemAttributes: Record<string, string>[];
}

/**
 * Pure: all attributes as they are now; one that has lost its value is emptied.
 * @param lines that Increff has: it refuses others
 */
export function toAttributesUpdate(
  order: OrderDto,
  lines: Record<string, PushedLine>,
  { customFields, pushLocationCode }: Pick<StoreSettings, 'customFields' | 'pushLocationCode'>,
): AttributesUpdate {
  const isOfLine = (path: string): boolean => path.startsWith('items[].');
  const empty = (ofLine: boolean): Record<string, string> =>
    Object.fromEntries(
      customFields.filter(({ path }) => isOfLine(path) === ofLine).map(({ as }) => [as, '']),
    );
  const lineOf = (line: MergedLine): Record<string, string> => ({
    ...empty(true),
    ...toAttributes(mergedFields(line)),
    orderItemCode: pushedCode(lines, line[0].orderItemCode),
    channelSkuCode: line[0].channelSkuCode,
  });
  const hasLineFields = customFields.some(({ path }) => isOfLine(path));
  const sent = order.orderItems.filter((item) => (lines[item.orderItemCode]?.quantity ?? 0) > 0);
  return {
    ...(pushLocationCode === null ? {} : { locationCode: pushLocationCode }),
    updateOrderAttributes: { ...empty(false), ...toAttributes(order.customFields) },
    updateOrderItemAttributes: hasLineFields ? mergedAsPushed(lines, sent).map(lineOf) : [],
  };
}
