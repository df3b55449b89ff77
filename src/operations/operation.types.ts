import type { EntityManager } from 'typeorm';
import type { MagentoClient, Reading } from '../magento/magento.client.js';
import type { MagentoRejectedError } from '../magento/magento.errors.js';
import type { MagentoDocument, MagentoOrder } from '../magento/magento.types.js';
import type { StoreContext } from '../stores/stores.service.js';

export enum OperationKind {
  Acknowledge = 'ACKNOWLEDGE',
  Cancel = 'CANCEL',
  Invoice = 'INVOICE',
  Shipment = 'SHIPMENT',
  Handover = 'HANDOVER',
  Track = 'TRACK',
  Refund = 'REFUND',
  RemoveTrack = 'REMOVE_TRACK',
  Repack = 'REPACK',
  Void = 'VOID',
}

/** Meanings: COMMENT on operation.state. */
export enum OperationState {
  Pending = 'PENDING',
  Running = 'RUNNING',
  Unknown = 'UNKNOWN',
  Settled = 'SETTLED',
  Failed = 'FAILED',
}

/** Meanings: COMMENT on operation.outcome. */
export enum Outcome {
  Applied = 'APPLIED',
  Already = 'ALREADY',
  Degraded = 'DEGRADED',
  Refused = 'REFUSED',
  Shadowed = 'SHADOWED',
}

/** What came of a write that is not known to be done. */
export enum ResponseKind {
  /** No answer, or one that is not Magento's: it may still go on. */
  Lost = 'LOST',
  /** Magento failed in its own words, and may do better another time. */
  Failed = 'FAILED',
  /** Magento said no, in words that prove nothing. */
  Refused = 'REFUSED',
  /** Magento took it, but does not show it. */
  Taken = 'TAKEN',
}

/** Kept in operation.last_response. */
export interface LastResponse {
  kind: ResponseKind;
  code: string;
  status: number | null;
  message: string;
}

/** A row of the ledger, joined with the order it writes to. */
export interface Operation {
  id: string;
  storeId: number;
  storeCode: string;
  orderId: string;
  /** Magento's entity_id. */
  orderCode: string;
  /** By these two the order is known again: a shop that was installed again gives its ids to other orders. */
  incrementId: string;
  orderCreatedAt: Date;
  kind: OperationKind;
  naturalKey: string;
  state: OperationState;
  outcome: Outcome | null;
  input: Record<string, unknown>;
  magentoId: string | null;
  detail: string | null;
  errorCode: string | null;
  attempts: number;
  /** Errors of our own in a row. */
  faults: number;
  magentoCalls: number;
  lastRequest: PlannedRequest | null;
  lastResponse: LastResponse | null;
  /** How often its write went out. */
  sends: number;
  /** The send under way, in the process that makes it. */
  sending?: Sending;
  /** Set while a write that was sent may have had an effect. */
  sentAt: Date | null;
  /** Since when a person is needed. */
  attentionSince: Date | null;
  /** When the worker takes it up, where it waits for that. */
  nextAttemptAt: Date | null;
  leaseToken: string | null;
  requestedBy: string;
  requestId: string | null;
  /** Nobody waits for the answer. */
  enqueued: boolean;
  createdAt: Date;
  settledAt: Date | null;
}

/** One send of a write, from its stamp on. */
export interface Sending {
  /** By the monotonic clock, as of tries of deliveries: a wall clock that is put right took no time. */
  since: number;
  /** Undefined: no answer came, and no failure. */
  ending?: TryEnding;
}

/** How a send ended, as it is kept. */
export interface TryEnding {
  durationMs: number;
  /** Null: no answer came. */
  status: number | null;
  errorCode: string | null;
  error: string | null;
  response: string | null;
}

/** What Magento shows for an operation, and the order as it was read then. */
export interface Settlement {
  outcome: Outcome;
  detail?: string;
  magentoId?: string;
  /** Left out where the order need not be read again. */
  reading?: Reading<MagentoOrder>;
  /** The order as read may be one that PostgreSQL does not take, which must not undo the rest. */
  salvage?: boolean;
  /** The document that was made or found, where it was read. */
  document?: MagentoDocument;
  /** With SHADOWED: what would have been sent. */
  request?: PlannedRequest;
}

/** A write as it goes out, without sign-in. Kept in the ledger and shown by a dry run. */
export interface PlannedRequest {
  method: string;
  path: string;
  body?: object;
}

export interface PlannedWrite {
  request: PlannedRequest;
  /** What is known of the document that it writes to, for what follows from it in a store in shadow mode. */
  before?: Pick<Settlement, 'magentoId' | 'document'>;
  /** Sends it once. */
  send(client: MagentoClient): Promise<unknown>;
  /** What to do where Magento refuses: another way, or what was found meanwhile; undefined: the refusal stands. */
  otherwise?(error: MagentoRejectedError): Step | undefined | Promise<Step | undefined>;
}

/** What there is to do: nothing any more, or one write. */
export type Step = { settle: Settlement } | { write: PlannedWrite };

/** How the caller wants it done. */
export interface WriteMode {
  dryRun: boolean;
  respondAsync: boolean;
}

/** Begins the marker of every document that a write of ours made. */
export const MARK = 'increff-op:';

/** By this an operation's document or comment is found again in Magento. */
export function markerOf(operation: { id: string }): string {
  return `${MARK}${operation.id}`;
}

/** A write to the same order, for the same caller. */
export interface FollowingWrite {
  kind: OperationKind;
  naturalKey: string;
  input: Record<string, unknown>;
}

export interface OperationContext {
  operation: Operation;
  store: StoreContext;
  client: MagentoClient;
}

/**
 * One kind of write. The runner owns the order of things (row, call, read back, settle); a handler knows Magento's
 * rules for its kind.
 */
export interface OperationHandler {
  readonly kind: OperationKind;
  /** Writes of these kinds to the order that were accepted before are done first: it would undo them, or they it. */
  readonly mustNotOvertake?: readonly OperationKind[];
  /** Reads the order and says what there is to do. */
  plan(context: OperationContext): Promise<Step>;
  /**
   * Reads what Magento shows after a write, by the operation's marker: what bears no marker is not ours. Compares it with
   * what was asked for; the outcome says the difference.
   * @param answer what the call answered; the MagentoError when Magento refused; undefined when no answer came
   * @returns undefined when there is no trace of an effect
   */
  readBack(context: OperationContext, answer: unknown): Promise<Settlement | undefined>;
  /**
   * Of a write that may have an effect outside of Magento, as money that is paid back: that Magento shows nothing does not prove
   * that nothing was done. Such a write stays in doubt, and is never sent again without a person's word.
   */
  actsOutside?(operation: Operation): boolean;
  /** Our own facts, in the transaction that settles the row. */
  apply(manager: EntityManager, context: OperationContext, settlement: Settlement): Promise<void>;
  /** Writes that this one calls for; accepted for a worker in the transaction that settles it, after `apply`. */
  followedBy?(
    manager: EntityManager,
    context: OperationContext,
    settlement: Settlement,
  ): Promise<FollowingWrite[]>;
}
