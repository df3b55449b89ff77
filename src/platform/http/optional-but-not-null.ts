import { ValidateIf } from 'class-validator';

/** The field may be left out, but not be null: class-validator's IsOptional would let null through to the database. */
export const OptionalButNotNull = (): PropertyDecorator =>
  ValidateIf((_object, value) => value !== undefined);
