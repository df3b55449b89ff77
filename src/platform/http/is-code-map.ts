import { ValidateBy, type ValidationOptions } from 'class-validator';

const MOST = 500;

/** An object that maps codes to codes: up to 500 keys and values of 1 to 255 printable characters. */
export function IsCodeMap(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isCodeMap',
      validator: {
        validate: isCodeMap,
        defaultMessage: () => `must map up to ${MOST} codes to codes, e.g. {"WH1": "wh1"}`,
      },
    },
    options,
  );
}

function isCodeMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= MOST && entries.every((entry) => entry.every(isCode));
}

function isCode(value: unknown): boolean {
  return typeof value === 'string' && /^[^\p{C}]{1,255}$/u.test(value);
}

/** An object whose keys are codes and whose values are some of a few words. */
export function IsMapOf(words: readonly string[], options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isMapOf',
      validator: {
        validate: (value) =>
          isCodeMap(value) && Object.values(value as object).every((one) => words.includes(one as string)),
        defaultMessage: () => `must map codes to one of ${words.join(', ')}`,
      },
    },
    options,
  );
}

/** Values too long to be guessed. */
export function IsSecretMap(): PropertyDecorator {
  return ValidateBy({
    name: 'isSecretMap',
    validator: {
      validate: (value) =>
        Object.values((value ?? {}) as object).every((one) => typeof one === 'string' && one.length >= 8),
      defaultMessage: () => 'must hold secrets of at least 8 characters',
    },
  });
}
