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

/** The code of an order that is only read here: also of one that another order has replaced in Magento, which is negative. */
@Injectable()
export class KeptOrderCodePipe implements PipeTransform<string, string> {
  private readonly id = new IdPipe('orderCode');

  transform(value: string): string {
    return value.startsWith('-') ? `-${this.id.transform(value.slice(1))}` : this.id.transform(value);
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
