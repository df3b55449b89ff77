import { type ArgumentMetadata, Injectable, type PipeTransform, type ValidationError } from '@nestjs/common';
import { BadRequestError, type FieldError } from '../errors/app-error.js';
import { BoundedValidationPipe } from './bounded-validation.pipe.js';

const UNKNOWN_FIELDS_ALLOWED = 'unknown fields allowed';

/** For bodies that Increff or an aggregator defines: those parties may add fields at any time, which are ignored. */
export function AllowUnknownFields(): ClassDecorator {
  return (target) => Reflect.defineMetadata(UNKNOWN_FIELDS_ALLOWED, true, target);
}

/** Bodies and queries of our own are strict: unknown fields are refused by name. */
@Injectable()
export class InputValidationPipe implements PipeTransform {
  private readonly strict = build({ whitelist: true, forbidNonWhitelisted: true });
  private readonly lenient = build({ whitelist: true });

  transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Every body of ours is an object; of a list each element would be looked at as if it were one.
    if (metadata.type === 'body' && Array.isArray(value) && metadata.metatype !== Array) {
      throw BadRequestError.field('body', 'must be an object');
    }
    const allowed = metadata.metatype && Reflect.hasMetadata(UNKNOWN_FIELDS_ALLOWED, metadata.metatype);
    return (allowed ? this.lenient : this.strict).transform(value, metadata);
  }
}

/** What came as a form or a file, looked at as the API's body is. @throws BadRequestError */
export function readBody<T extends object>(value: object, metatype: new () => T): Promise<T> {
  return new InputValidationPipe().transform(value, { type: 'body', metatype }) as Promise<T>;
}

function build(options: { whitelist: boolean; forbidNonWhitelisted?: boolean }): BoundedValidationPipe {
  return new BoundedValidationPipe({
    ...options,
    transform: true,
    forbidUnknownValues: true,
    validationError: { target: false },
    exceptionFactory: (errors) => new BadRequestError(fieldErrorsOf(errors)),
  });
}

/** Every error by the path of its field. */
export function fieldErrorsOf(errors: ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    // Class-validator names no property of a value that is no instance of anything.
    const name = (error.property as string | undefined) ?? '';
    const field = [path, name].filter((part) => part !== '').join('.') || 'body';
    const own = messagesOf(error).map((message) => ({
      field,
      message: message.replace(new RegExp(`^(property )?${escape(name)} `), ''),
    }));
    return [...own, ...fieldErrorsOf(error.children ?? [], field)];
  });
}

/** What is missing breaks each rule about it: that it is missing says enough. */
function messagesOf({ value, constraints = {} }: ValidationError): string[] {
  const messages = Object.values(constraints);
  return value === undefined && messages.length > 1 ? ['must be given'] : messages;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
