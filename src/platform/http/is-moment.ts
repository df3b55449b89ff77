import { ApiPropertyOptional } from '@nestjs/swagger';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Epoch seconds or milliseconds as a number, or a time that JavaScript reads, between 2000 and 2200. */
export function IsMoment(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isMoment',
      validator: {
        validate: (value: unknown) => toMoment(value) !== undefined,
        defaultMessage: () => 'must be epoch seconds, or an ISO 8601 time, between 2000 and 2200',
      },
    },
    options,
  );
}

/** In the document, which cannot tell a number or a text from the type. */
export function ApiMoment(): PropertyDecorator {
  return ApiPropertyOptional({
    anyOf: [{ type: 'integer', nullable: true }, { type: 'string' }],
    example: '2026-01-02T09:00:00Z',
  });
}

export function toMoment(value: unknown): Date | undefined {
  const time =
    typeof value === 'number'
      ? new Date(value > 1e11 ? value : value * 1000)
      : typeof value === 'string' && value.length <= 64
        ? new Date(value)
        : undefined;
  const year = time && !Number.isNaN(time.getTime()) ? time.getUTCFullYear() : 0;
  return year >= 2000 && year < 2200 ? time : undefined;
}
