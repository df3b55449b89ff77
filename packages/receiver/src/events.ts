import {
  type ForwardBody,
  type InvoiceBody,
  NOTIFICATION_TYPES,
  type ReturnAcknowledgementBody,
  type ReturnBody,
  type TestBody,
} from './bodies.js';

export { NOTIFICATION_TYPES };

export type KnownType = (typeof NOTIFICATION_TYPES)[number];
// Keeps the list in an editor's proposals, and lets other texts in.
export type NotificationType = KnownType | (string & Record<never, never>);

type Typed<Body> = Omit<Body, 'notificationType'> & { notificationType: NotificationType };

/** Of a forward parcel. */
export type ForwardEvent = Typed<ForwardBody> & { kind: 'forward' };

/** Of a return, a parcel that goes back to where it came from, or an exchange. */
export type ReturnEvent = Typed<ReturnBody> & { kind: 'return' };

/** INVOICE_GENERATED. */
export type InvoiceEvent = Typed<InvoiceBody> & { kind: 'invoice' };

/** A return was received and checked. */
export type ReturnAcknowledgement = ReturnAcknowledgementBody & { kind: 'return-acknowledgement' };

/** Somebody tries the endpoint out. A sample of a real type comes as that type, with `isTest` of the delivery. */
export type TestEvent = TestBody & { kind: 'test' };

/** None of the bodies above: signed, and newer than this package. Ignore it, or keep it. */
export interface UnknownEvent {
  kind: 'unknown';
  body: unknown;
}

export type BridgeEvent =
  ForwardEvent | ReturnEvent | InvoiceEvent | ReturnAcknowledgement | TestEvent | UnknownEvent;

export function toEvent(body: unknown): BridgeEvent {
  const kind =
    typeof body === 'object' && body !== null ? kindOf(body as Record<string, unknown>) : 'unknown';
  if (kind === 'unknown') return { kind, body };
  return { ...(body as object), kind } as BridgeEvent;
}

function kindOf(body: Record<string, unknown>): BridgeEvent['kind'] {
  if (body['notificationType'] === 'TEST') return 'test';
  const isOfOrder = typeof body['forwardOrderCode'] === 'string';
  if (isOfOrder && Array.isArray(body['orderItems']) && typeof body['returnOrderCode'] === 'string') {
    return 'return-acknowledgement';
  }
  if (!isOfOrder || typeof body['notificationType'] !== 'string') return 'unknown';
  if (body['invoiceData'] != null) return 'invoice';
  return body['returnOrderInfo'] == null ? 'forward' : 'return';
}

/**
 * By what is signed: its order code is made of the delivery's id, which no order of a shop has. Header `bridge-test` says the same, and
 * anybody may write it.
 * @param id the webhook-id
 */
export function isTest(event: BridgeEvent, id: string): boolean {
  if (event.kind === 'test') return true;
  return event.kind !== 'unknown' && event.forwardOrderCode === id.replace(/^msg_/, 'TEST-');
}
