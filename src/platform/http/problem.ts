import { STATUS_CODES } from 'node:http';
import { AppError, type FieldError } from '../errors/app-error.js';

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

export function toProblem(error: AppError, instance: string, requestId: string): Problem {
  return {
    type: `urn:magento-oms-bridge:error:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    detail: error.message,
    instance,
    code: error.code,
    message: error.message,
    description: error.errors.length > 0 ? describe(error.errors) : error.message,
    errors: error.errors,
    retryable: error.retryable,
    requestId,
    ...error.members,
  };
}

/** Increff's way to list fields: `[channelSkuCode: may not be null]`. */
function describe(errors: FieldError[]): string {
  return `[${errors.map((e) => `${e.field}: ${e.message}`).join(', ')}]`;
}
