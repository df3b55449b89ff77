import { ValidateBy, type ValidationOptions } from 'class-validator';

const INSTANT =
  /^[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d))?$/;

/**
 * A moment in ISO 8601: a date (midnight UTC), or date and time with offset. Narrower than class-validator's IsISO8601,
 * which lets week dates and impossible days through to the database.
 */
export function IsInstant(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isInstant',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isInstant(value),
        defaultMessage: () => 'must be an ISO 8601 time with offset, e.g. 2026-11-23T10:00:00Z',
      },
    },
    options,
  );
}

export function isInstant(text: string): boolean {
  if (!INSTANT.test(text) || Number.isNaN(Date.parse(text))) return false;
  // JavaScript rolls 31 February over into March; such a day does not exist.
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
}
