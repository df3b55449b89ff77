/** One fault of a request. */
export class FieldErrorDto {
  /** Field as the caller spelled it, dotted for nested fields. */
  field: string;
  /** What is wrong with it, in words. */
  message: string;
}

/** Body of every error: RFC 9457 with Increff's `code`, `message` and `description`. */
export class ProblemDto {
  /** URN of the kind of error: the `code` in small letters, with hyphens. @example 'urn:magento-oms-bridge:error:not-found' */
  type: string;
  /** The HTTP status in words. @example 'Not Found' */
  title: string;
  /** HTTP status of the answer. @example 404 */
  status: number;
  /** What went wrong, in words for a person. @example 'There is no order 4711.' */
  detail: string;
  /** Path of the request. @example '/orders/4711' */
  instance: string;
  /** Stable code to decide by. @example 'NOT_FOUND' */
  code: string;
  /** Increff's field: the same text as `detail`. @example 'There is no order 4711.' */
  message: string;
  /** Increff's field: the faults in one line, each as `[field: message]`; else as detail. @example '[orderCode: There is no order 4711.]' */
  description: string;
  /** One entry for each field at fault; empty where no field is. */
  errors: FieldErrorDto[];
  /** True when the same request may succeed later. @example false */
  retryable: boolean;
  /** Also in the answer's X-Request-Id header and in the log. */
  requestId: string;
  /** Of a write: its row in the ledger. */
  operationId?: string;
  /** Of a write: REFUSED, or UNKNOWN until it is settled. */
  outcome?: string;
  /** Of a write: the order's entity_id. @example '4711' */
  orderCode?: string;
  /** Of a write: what Magento calls what was made. */
  magentoId?: string;
  /** Of a store that has moved: the database that has it. @example 'east' */
  cell?: string;
}
