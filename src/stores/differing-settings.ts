import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { BadRequestError } from '../platform/errors/app-error.js';
import { fieldErrorsOf } from '../platform/http/validation.js';
import { StoreSettings } from './dto/store-settings.dto.js';

/** What differs from the defaults, which is all that is stored. @throws BadRequestError naming `settings.{name}` */
export function differingSettings(given: object): Record<string, unknown> {
  const complete = plainToInstance(StoreSettings, given, { exposeDefaultValues: true });
  const errors = validateSync(complete, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) {
    throw new BadRequestError(fieldErrorsOf(errors, 'settings'));
  }
  const defaults = new StoreSettings() as unknown as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(complete).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name]),
    ),
  );
}
