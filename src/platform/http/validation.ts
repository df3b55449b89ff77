import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { BadRequestError, type FieldError } from '../errors/app-error.js';

/**
 * For our own bodies and queries: unknown fields are refused by name. DTOs of bodies that Increff or an aggregator
 * defines use {@link lenientValidation} instead, since those parties may add fields at any time.
 */
export function strictValidation(): ValidationPipe {
  return build({ whitelist: true, forbidNonWhitelisted: true });
}

export function lenientValidation(): ValidationPipe {
  return build({ whitelist: true });
}

function build(options: { whitelist: boolean; forbidNonWhitelisted?: boolean }): ValidationPipe {
  return new ValidationPipe({
    ...options,
    transform: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new BadRequestError(flatten(errors)),
  });
}

function flatten(errors: ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = path === '' ? error.property : `${path}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({
      field,
      message: message.replace(new RegExp(`^(property )?${escape(error.property)} `), ''),
    }));
    return [...own, ...flatten(error.children ?? [], field)];
  });
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
