/** For query parameters: whole numbers of up to 18 digits; anything else is left to the validator. */
export const toNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,18}$/.test(value) ? Number(value) : value;
