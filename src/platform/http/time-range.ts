import { BadRequestError } from '../errors/app-error.js';

type Time = string | Date;

/** @param field of the lower bound @throws BadRequestError where a range ends before it begins; one without a bound does not */
export function mustBeInOrder(from: Time | undefined, to: Time | undefined, field = 'from'): void {
  if (from !== undefined && to !== undefined && new Date(from) > new Date(to)) {
    throw BadRequestError.field(field, 'must not be later than its upper bound');
  }
}
