import { ValidateBy } from 'class-validator';

const DECIMALS = 4;

/**
 * A number that numeric(20,4) holds exactly. Not class-validator's IsNumber with maxDecimalPlaces, which throws a
 * TypeError for numbers that JavaScript writes with an exponent, such as 1e-7.
 */
export function IsQuantity(): PropertyDecorator {
  return ValidateBy({
    name: 'isQuantity',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'number' && Number.isFinite(value) && Number(value.toFixed(DECIMALS)) === value,
      defaultMessage: () => `must be a number with at most ${DECIMALS} decimals`,
    },
  });
}
