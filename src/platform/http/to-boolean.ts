/** For `@Transform`: queries and variables are text. Anything but `true` and `false` is left for the validation to name. */
export const toBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;
