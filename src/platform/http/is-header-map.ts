import { ValidateBy, type ValidationOptions } from 'class-validator';

const NAME = /^[!#$%&'*+\-.^_`|~\w]{1,255}$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]{0,4096}$/;
/** Ours to set, or of the connection itself. */
const RESERVED =
  /^(content-length|content-type|host|connection|transfer-encoding|upgrade|te|trailer|expect|user-agent|webhook-.*|bridge-.*)$/i;
const MOST = 20;

/** Header names and values, up to 20; none that the service or the connection sets. */
export function IsHeaderMap(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isHeaderMap',
      validator: {
        validate: (value) => faultOf(value) === undefined,
        defaultMessage: (its) => faultOf(its?.value) ?? '',
      },
    },
    options,
  );
}

/** In words, without the value, which may be a secret. */
function faultOf(headers: unknown): string | undefined {
  const isMap = typeof headers === 'object' && headers !== null && !Array.isArray(headers);
  if (!isMap || Object.keys(headers).length > MOST) return `must map up to ${MOST} header names to values`;
  for (const [name, value] of Object.entries(headers)) {
    const shown = name.slice(0, 255);
    if (!NAME.test(name)) return `${shown} is no name of a header`;
    if (RESERVED.test(name)) return `${shown} is set by the service or the connection; leave it out`;
    if (typeof value !== 'string' || !VALUE.test(value)) {
      return `${shown}: its value must be up to 4096 Latin-1 characters on one line`;
    }
  }
  return undefined;
}
