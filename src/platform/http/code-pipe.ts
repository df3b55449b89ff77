import { Injectable, type PipeTransform } from '@nestjs/common';
import { BadRequestError } from '../errors/app-error.js';

/** A code of ours, or one that others made up: 1 to 255 characters, none of them a control character. */
@Injectable()
export class CodePipe implements PipeTransform<string, string> {
  constructor(private readonly field: string) {}

  transform(value: string): string {
    if (!/^[^\p{Cc}\p{Cs}]{1,255}$/u.test(value)) {
      throw BadRequestError.field(this.field, 'must be 1 to 255 printable characters');
    }
    return value;
  }
}
