import { ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError, type ValidatorOptions } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';
import { MOST_ERRORS } from '../errors/app-error.js';
import { time } from '../time/time.js';

/** Lists up to this length are left to class-validator. */
const SHORT = 10;
/** Other requests get their turn after this time. */
const TURN_MS = 10;

const NO_OBJECT: ValidationError = { property: '', constraints: { nestedValidation: 'must be an object' } };

/** A list of objects somewhere in a body. */
interface LongList {
  owner: Record<string, unknown>;
  property: string;
  /** From the body's root. */
  path: string;
  elements: unknown[];
}

/**
 * class-validator looks at all of a body in one turn of the event loop and words each of its errors. Here the length of a
 * list comes before its elements; the elements of a long one are looked at in turns, until there are more errors than are
 * named; and the rest sees the beginning of the list only. A list in the place of an object is refused: class-validator looks
 * into it for objects, and takes one that has none.
 */
export class BoundedValidationPipe extends ValidationPipe {
  protected override async validate(object: object, options?: ValidatorOptions): Promise<ValidationError[]> {
    const noObjects = listsForObjects(object);
    if (noObjects.length > 0) {
      return noObjects.slice(0, MOST_ERRORS + 1).map((path) => ({ ...NO_OBJECT, property: path }));
    }
    const lists = longLists(object);
    for (const list of lists) {
      const fault = faultOf(list);
      const errors = fault ? [fault] : await this.errorsOf(list, options);
      if (errors.length > 0) return errors;
    }
    try {
      for (const { owner, property, elements } of lists) owner[property] = elements.slice(0, SHORT);
      return await super.validate(object, options);
    } finally {
      for (const { owner, property, elements } of lists) owner[property] = elements;
    }
  }

  private async errorsOf(
    { path, elements }: LongList,
    options?: ValidatorOptions,
  ): Promise<ValidationError[]> {
    const children: ValidationError[] = [];
    let turn = time.instant();
    for (const [i, element] of elements.entries()) {
      const errors = isObject(element) ? await this.validate(element, options) : [NO_OBJECT];
      if (errors.length > 0) children.push({ property: String(i), children: errors });
      if (children.length > MOST_ERRORS) break;
      if (time.elapsedMs(turn) < TURN_MS) continue;
      await time.nextTurn();
      turn = time.instant();
    }
    return children.length > 0 ? [{ property: path, children }] : [];
  }
}

function longLists(owner: object, path = ''): LongList[] {
  return Object.entries(owner).flatMap(([property, value]) => {
    const here = path === '' ? property : `${path}.${property}`;
    if (!Array.isArray(value)) return isInstance(value) ? longLists(value, here) : [];
    if (value.length <= SHORT) {
      return value.flatMap((one, i) => (isInstance(one) ? longLists(one, `${here}.${i}`) : []));
    }
    if (!rulesOf(owner, property).some(({ type }) => type === 'nestedValidation')) return [];
    return [{ owner: owner as Record<string, unknown>, property, path: here, elements: value as unknown[] }];
  });
}

/** Paths of lists where there is to be an object; the elements of long lists are looked at when it is their turn. */
function listsForObjects(owner: object, path = ''): string[] {
  const nested = nestedOf(owner.constructor);
  return Object.entries(owner).flatMap(([property, value]) => {
    const here = path === '' ? property : `${path}.${property}`;
    if (!nested.has(property) || !isObject(value)) return [];
    if (!Array.isArray(value)) return isInstance(value) ? listsForObjects(value, here) : [];
    if (!nested.get(property)) return [here];
    return value.flatMap((one: unknown, i) => {
      if (Array.isArray(one)) return [`${here}.${i}`];
      return value.length <= SHORT && isInstance(one) ? listsForObjects(one, `${here}.${i}`) : [];
    });
  });
}

const knownNested = new WeakMap<object, Map<string, boolean>>();

/** Properties of a class that hold objects; true: in a list. */
function nestedOf(target: NewableFunction): Map<string, boolean> {
  const known = knownNested.get(target);
  if (known) return known;
  const rules = getMetadataStorage().getTargetValidationMetadatas(target, '', true, false);
  const nested = rules.filter(({ type }) => type === 'nestedValidation');
  const found = new Map(nested.map((rule) => [rule.propertyName, rule.each]));
  knownNested.set(target, found);
  return found;
}

function rulesOf(owner: object, property: string): ValidationMetadata[] {
  return getMetadataStorage()
    .getTargetValidationMetadatas(owner.constructor, '', true, false)
    .filter((rule) => rule.propertyName === property);
}

/** What is wrong with the list as a whole. */
function faultOf({ owner, property, path, elements }: LongList): ValidationError | undefined {
  const rules = new Map(rulesOf(owner, property).map((rule) => [rule.name, rule]));
  const most = rules.get('arrayMaxSize')?.constraints[0] as number | undefined;
  if (most !== undefined && elements.length > most) {
    return { property: path, constraints: { arrayMaxSize: `must contain no more than ${most} elements` } };
  }
  const unique = rules.get('arrayUnique');
  if (!unique || holds(unique, elements)) return undefined;
  return { property: path, constraints: { arrayUnique: String(unique.message) } };
}

/** As class-validator asks it, which does not show what it compares elements by. */
function holds(rule: ValidationMetadata, elements: unknown[]): boolean {
  const constraints = getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls);
  return constraints.every(({ instance }) => instance.validate(elements) === true);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isInstance(value: unknown): value is object {
  return isObject(value) && value.constructor !== Object;
}
