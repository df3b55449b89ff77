import { type ApiOperation, type Field, type OpenApi, schemaNamed } from './fields.js';

/** A caller gives it, or reads it: what may change of a field depends on that. */
type Way = 'asked' | 'answered';

/** What a document takes back of an earlier one, in words: programs that were right before it may be wrong with it. */
export function breakingChanges(before: OpenApi, after: OpenApi): string[] {
  const comparison = new Comparison(before, after);
  for (const [path, methods] of Object.entries(before.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const name = `${method.toUpperCase()} ${path}`;
      const now = after.paths[path]?.[method];
      if (now) comparison.operation(name, operation, now);
      else comparison.found.add(`${name}: is gone`);
    }
  }
  return [...comparison.found].sort();
}

class Comparison {
  readonly found = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(
    private readonly before: OpenApi,
    private readonly after: OpenApi,
  ) {}

  operation(name: string, was: ApiOperation, is: ApiOperation): void {
    this.parameters(name, was, is);
    if (is.requestBody?.required && !was.requestBody?.required) this.found.add(`${name}: needs a body now`);
    this.bodies(`${name} body`, 'asked', was.requestBody?.content, is.requestBody?.content);
    for (const [status, response] of Object.entries(was.responses)) {
      const now = is.responses[status];
      if (now) this.bodies(`${name} ${status}`, 'answered', response.content, now.content);
      else if (status < '300') this.found.add(`${name} ${status}: is gone`);
    }
  }

  private parameters(name: string, was: ApiOperation, is: ApiOperation): void {
    const keyed = ({ parameters = [] }: ApiOperation) =>
      new Map(parameters.map((one) => [`${one.in} ${one.name}`, one]));
    const [old, present] = [keyed(was), keyed(is)];
    for (const [key, parameter] of old) {
      const now = present.get(key);
      if (now) this.field(`${name}: ${key}`, 'asked', parameter.schema ?? {}, now.schema ?? {});
      else this.found.add(`${name}: ${key}: is gone`);
    }
    for (const [key, { required }] of present) {
      if (required && !old.get(key)?.required) this.found.add(`${name}: ${key}: is needed now`);
    }
  }

  private bodies(
    place: string,
    way: Way,
    was: ApiOperation['responses'][string]['content'] = {},
    is: ApiOperation['responses'][string]['content'] = {},
  ): void {
    for (const [type, { schema }] of Object.entries(was)) {
      const now = is[type];
      if (!now) this.found.add(`${place} ${type}: is gone`);
      else if (schema && now.schema) this.field(place, way, schema, now.schema);
    }
  }

  private field(place: string, way: Way, was: Field, is: Field): void {
    const [old, present] = [resolved(this.before, was), resolved(this.after, is)];
    const names = [schemaNamed(was), schemaNamed(is)];
    this.types(place, way, old, present);
    this.choices(place, old, present);
    if (way === 'asked') this.limits(place, old, present);
    if (names[0] !== undefined) {
      const pair = [way, ...names].join(' ');
      if (this.seen.has(pair)) return;
      this.seen.add(pair);
    }
    if (old.properties) this.properties(names[0] ?? place, way, old, present);
    if (old.items && present.items) this.field(`${place}[]`, way, old.items, present.items);
    if (isField(old.additionalProperties) && isField(present.additionalProperties)) {
      this.field(`${place}{}`, way, old.additionalProperties, present.additionalProperties);
    }
    this.variants(place, way, old, present);
  }

  private properties(place: string, way: Way, old: Field, present: Field): void {
    const now = present.properties ?? {};
    for (const [name, field] of Object.entries(old.properties!)) {
      if (now[name]) this.field(`${place}.${name}`, way, field, now[name]);
      else this.found.add(`${place}.${name}: is gone`);
    }
    const [needed, neededNow] = [new Set(old.required), new Set(present.required)];
    if (way === 'asked') {
      for (const name of without(neededNow, needed)) this.found.add(`${place}.${name}: is needed now`);
    } else {
      for (const name of without(needed, neededNow)) {
        if (now[name]) this.found.add(`${place}.${name}: may be left out now`);
      }
    }
  }

  private types(place: string, way: Way, old: Field, present: Field): void {
    const [was, is] = [typesOf(old), typesOf(present)];
    if (was.size === 0 || is.size === 0) return;
    const lost = way === 'asked' ? without(was, is) : without(is, was);
    const gone = lost.filter((type) => !(type === 'integer' && (way === 'asked' ? is : was).has('number')));
    if (gone.length > 0) {
      this.found.add(`${place}: was ${[...was].join(' or ')}, is ${[...is].join(' or ')}`);
    }
  }

  private choices(place: string, old: Field, present: Field): void {
    if (!present.enum) return;
    if (!old.enum) this.found.add(`${place}: has only some values now`);
    const gone = (old.enum ?? []).filter((value) => value !== null && !present.enum!.includes(value));
    if (gone.length > 0) this.found.add(`${place}: has no ${gone.join(', ')} any more`);
  }

  private limits(place: string, old: Field, present: Field): void {
    const isStricter = ([name, isUpper]: [keyof Field, boolean]): boolean => {
      const [was, is] = [old[name] as number | undefined, present[name] as number | undefined];
      if (is === undefined || was === is) return false;
      return was === undefined || (isUpper ? is < was : is > was);
    };
    const stricter = LIMITS.filter(isStricter).map(([name]) => name);
    if (present.pattern !== undefined && present.pattern !== old.pattern) stricter.push('pattern');
    for (const name of stricter) {
      this.found.add(`${place}: ${name} was ${String(old[name])}, is ${String(present[name])}`);
    }
  }

  private variants(place: string, way: Way, old: Field, present: Field): void {
    const now = new Map((present.oneOf ?? []).map((one) => [variantName(one), one]));
    const were = new Map((old.oneOf ?? []).map((one) => [variantName(one), one]));
    for (const [name, one] of were) {
      if (now.has(name)) this.field(place, way, one, now.get(name)!);
      else if (way === 'asked') this.found.add(`${place}: can be no ${name} any more`);
    }
    if (way === 'asked' || were.size === 0) return;
    for (const name of now.keys()) if (!were.has(name)) this.found.add(`${place}: may be ${name} now`);
  }
}

const LIMITS: [keyof Field, boolean][] = [
  ['maximum', true],
  ['maxLength', true],
  ['maxItems', true],
  ['minimum', false],
  ['minLength', false],
  ['minItems', false],
];

const without = (all: Set<string>, left: Set<string>): string[] => [...all].filter((one) => !left.has(one));
const variantName = (field: Field): string => schemaNamed(field) ?? field.type ?? '';
const isField = (value: boolean | Field | undefined): value is Field => typeof value === 'object';

/** What a field is: itself, and what it refers to, by itself or beside null. */
function resolved(document: OpenApi, field: Field): Field {
  const name = schemaNamed(field);
  const nullable = field.nullable ?? field.anyOf?.some((one) => one.nullable) ?? false;
  return name === undefined ? field : { ...resolved(document, document.components.schemas[name]!), nullable };
}

function typesOf(field: Field): Set<string> {
  const types = new Set(field.type === undefined ? [] : [field.type]);
  if (field.nullable) types.add('null');
  return types;
}
