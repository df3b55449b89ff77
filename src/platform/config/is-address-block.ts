import { isIP } from 'node:net';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** An IP address, or a block of them in CIDR form; not all addresses there are. */
export function IsAddressBlock(options: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean => {
    const [address = '', length, ...rest] = String(value).split('/');
    const family = isIP(address);
    // A zone (fe80::1%eth0) is of one machine's own interfaces.
    if (family === 0 || address.includes('%') || rest.length > 0) return false;
    return (
      length === undefined ||
      (/^\d{1,3}$/.test(length) && Number(length) > 0 && Number(length) <= (family === 4 ? 32 : 128))
    );
  };
  const defaultMessage = (): string => 'must be addresses or blocks with commas between, e.g. 10.0.0.0/8,::1';
  return ValidateBy({ name: 'isAddressBlock', validator: { validate, defaultMessage } }, options);
}
