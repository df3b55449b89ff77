import { Injectable, type PipeTransform } from '@nestjs/common';
import { BadRequestError } from '../errors/app-error.js';

const LARGEST_BIGINT = 9_223_372_036_854_775_807n;

/** A code of ours or Magento's that is a positive whole number of at most 64 bits, kept as text. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  constructor(private readonly field: string) {}

  transform(value: string): string {
    if (!/^\d{1,19}$/.test(value) || BigInt(value) > LARGEST_BIGINT || BigInt(value) === 0n) {
      throw BadRequestError.field(this.field, 'must be a positive whole number of at most 64 bits');
    }
    return BigInt(value).toString();
  }
}

@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  constructor(private readonly field: string) {}

  transform(value: string): string {
    if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)) {
      throw BadRequestError.field(this.field, 'must be a UUID');
    }
    return value.toLowerCase();
  }
}
