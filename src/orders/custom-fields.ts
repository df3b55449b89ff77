import type { CustomFieldDto } from '../stores/dto/custom-field.dto.js';
import { stepsOf, valuesAt } from './field-path.js';

export type CustomValue = string | number | boolean | (string | number | boolean)[];
/** By the names of the setting. */
export type CustomFields = Record<string, CustomValue>;

/** How the path of a line's field begins. */
const OF_LINE = 'items[].';

export interface CustomPaths {
  order: CustomFieldDto[];
  line: CustomFieldDto[];
}

export function customPathsOf(fields: CustomFieldDto[]): CustomPaths {
  const isOfLine = ({ path }: CustomFieldDto): boolean => path.startsWith(OF_LINE);
  return {
    order: fields.filter((field) => !isOfLine(field)),
    line: fields.filter(isOfLine).map(({ path, as }) => ({ path: path.slice(OF_LINE.length), as })),
  };
}

/**
 * What Magento shows there; undefined for nothing.
 * @param sources the first that has a value counts: a line, and the row above it, where Magento keeps what the customer chose
 */
export function customFieldsOf(fields: CustomFieldDto[], ...sources: unknown[]): CustomFields | undefined {
  if (fields.length === 0) return undefined;
  const found: CustomFields = {};
  for (const { path, as } of fields) {
    const steps = stepsOf(path);
    const values = sources.map((source) => valuesAt(source, steps)).find(({ length }) => length > 0);
    if (values) found[as] = values.length === 1 ? values[0]! : values;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}
