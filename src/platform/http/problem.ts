import { STATUS_CODES } from 'node:http';
import { AppError, type FieldError, MOST_ERRORS } from '../errors/app-error.js';

/**
 * RFC 9457 members plus the three that Increff's own APIs answer with (`code`, `message`, `description`).
 * Shape of every error body of this service.
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  message: string;
  description: string;
  errors: FieldError[];
  retryable: boolean;
  requestId: string;
  [member: string]: unknown;
}

/** Names and words that hold what the caller sent are cut here. */
const LONGEST_FIELD = 120;
const LONGEST_MESSAGE = 300;
const LONGEST_DETAIL = 2000;

export function toProblem(error: AppError, instance: string, requestId: string): Problem {
  const errors = bounded(error.errors);
  const detail = cut(error.message, LONGEST_DETAIL);
  return {
    type: `urn:magento-oms-bridge:error:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    detail,
    instance,
    code: error.code,
    message: detail,
    description: errors.length > 0 ? describe(errors) : detail,
    errors,
    retryable: error.retryable,
    requestId,
    ...error.members,
  };
}

/** Each error once, and not more of them than somebody reads. */
function bounded(errors: FieldError[]): FieldError[] {
  const each = new Map(
    errors.map(({ field, message }) => [
      `${field} ${message}`,
      { field: cut(field, LONGEST_FIELD), message: cut(message, LONGEST_MESSAGE) },
    ]),
  );
  const all = [...each.values()];
  if (all.length <= MOST_ERRORS) return all;
  // How many more, nobody knows: who looks at the body stops, too.
  const more = { field: 'body', message: 'and more' };
  return [...all.slice(0, MOST_ERRORS), more];
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

/** Increff's way to list fields: `[channelSkuCode: may not be null]`. */
function describe(errors: FieldError[]): string {
  return `[${errors.map((e) => `${e.field}: ${e.message}`).join(', ')}]`;
}
