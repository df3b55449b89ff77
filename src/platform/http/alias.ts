import { applyDecorators } from '@nestjs/common';
import { type ClassConstructor, Expose, plainToInstance, Transform } from 'class-transformer';

/**
 * A field that callers of different schools spell differently (Increff's word, Magento's word). The property's own name
 * wins. Only for bodies of {@link AllowUnknownFields}: elsewhere the other names are refused as unknown.
 */
export function Alias(
  others: string[],
  convert: (value: unknown) => unknown = (value) => value,
): PropertyDecorator {
  return applyDecorators(
    Expose(),
    Transform(({ value, obj }: { value: unknown; obj: Record<string, unknown> }) => {
      if (value !== undefined) return convert(value);
      const given = others.find((name) => obj[name] !== undefined);
      return given === undefined ? undefined : convert(obj[given]);
    }),
  );
}

/** For lists of objects under another name, which class-transformer's Type does not see. */
export function instancesOf<T extends object>(type: ClassConstructor<T>): (value: unknown) => unknown {
  const instance = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? plainToInstance(type, value)
      : value;
  return (value) => (Array.isArray(value) ? value.map(instance) : value);
}
