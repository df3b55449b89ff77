/** One name of a path through Magento's answer, and what of a list is meant. */
export interface Step {
  name: string;
  isList: boolean;
  /** Of the list, the entries whose field has this value. */
  only?: { field: string; value: string };
}

type Scalar = string | number | boolean;

/** Each order is asked for the same few paths. */
const read = new Map<string, Step[]>();
const MOST_READ = 1000;

/** `extension_attributes.fees[].amount`, `extension_attributes.attributes[code=delivery_date].value` */
export function stepsOf(path: string): Step[] {
  const known = read.get(path);
  if (known) return known;
  if (read.size >= MOST_READ) read.clear();
  // Not at every dot: a value in brackets may hold one.
  const steps = (path.match(/[^.[\]]+(?:\[[^\]]*\])?/g) ?? []).map(stepOf);
  read.set(path, steps);
  return steps;
}

function stepOf(text: string): Step {
  const [, name, inside] = /^([^[]+)(?:\[(.*)\])?$/.exec(text)!;
  if (inside === undefined) return { name: name!, isList: false };
  const [field, value] = inside.split('=', 2);
  return { name: name!, isList: true, ...(value === undefined ? {} : { only: { field: field!, value } }) };
}

/** What is found there: texts, numbers and booleans; empty texts and values of other types count as nothing. */
export function valuesAt(value: unknown, steps: Step[], depth = 0): Scalar[] {
  const step = steps[depth];
  if (step === undefined) return Array.isArray(value) ? value.filter(isTold) : isTold(value) ? [value] : [];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step.name)) return [];
  const next = (value as Record<string, unknown>)[step.name];
  if (!step.isList) return valuesAt(next, steps, depth + 1);
  if (!Array.isArray(next)) return [];
  const meant = step.only ? next.filter((entry) => matches(entry, step.only!)) : next;
  return meant.flatMap((entry) => valuesAt(entry, steps, depth + 1));
}

function matches(entry: unknown, { field, value }: { field: string; value: string }): boolean {
  const isObject = typeof entry === 'object' && entry !== null && Object.hasOwn(entry, field);
  return isObject && String((entry as Record<string, unknown>)[field]) === value;
}

function isTold(value: unknown): value is Scalar {
  return value !== '' && ['string', 'number', 'boolean'].includes(typeof value);
}
