import { ValidateBy, type ValidationOptions } from 'class-validator';

const NAME = /^[!#$%&'*+\-.^_`|~\w]{1,255}$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]{0,4096}$/;
/** Ours to set, or of the connection itself. */
const RESERVED =
  /^(content-length|content-type|host|connection|transfer-encoding|upgrade|te|trailer|expect|user-agent|webhook-.*)$/i;
const MOST = 20;

/** Header names and values, up to 20; none that the service or the connection sets. */
export function IsHeaderMap(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isHeaderMap',
      validator: {
        validate: isHeaderMap,
        defaultMessage: () =>
          `must map up to ${MOST} header names to values; Host, Content-*, webhook-* and the like are taken`,
      },
    },
    options,
  );
}

function isHeaderMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= MOST &&
    entries.every(
      ([name, text]) =>
        NAME.test(name) && !RESERVED.test(name) && typeof text === 'string' && VALUE.test(text),
    )
  );
}
