import { applyDecorators } from '@nestjs/common';
import { Expose, Transform } from 'class-transformer';

/**
 * A field that callers of different schools spell differently (Increff's word, Magento's word). The property's own name
 * wins. Only for bodies of {@link AllowUnknownFields}: elsewhere the other names are refused as unknown.
 */
export function AlsoNamed(
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
