export enum EndpointKind {
  Notification = 'NOTIFICATION',
  ReturnAck = 'RETURN_ACK',
  Increff = 'INCREFF',
}

export enum EndpointState {
  Enabled = 'ENABLED',
  Disabled = 'DISABLED',
}

/** Meanings: COMMENT on delivery.state. */
export enum DeliveryState {
  Pending = 'PENDING',
  Delivered = 'DELIVERED',
  Dead = 'DEAD',
}

/** What is kept sealed of an endpoint. */
export interface EndpointSecrets {
  headers: Record<string, string>;
  /** The newest first; an older one signs along until its time. */
  signing: { secret: string; until?: string }[];
}

/** A delivery that a worker has, with where it goes. */
export interface ClaimedDelivery {
  id: string;
  storeId: number;
  kind: EndpointKind;
  orderCode: string;
  eventType: string;
  body: string;
  createdAt: Date;
  /** This try, from 1. */
  attempts: number;
  /** This try within the present schedule, from 1. */
  round: number;
  endpointId: string;
  url: string;
  secretsKeyId: string;
  secretsBox: Buffer;
}

/** What came of one try. */
export interface SendResult {
  at: Date;
  durationMs: number;
  status: number | null;
  /** Undefined: delivered. */
  error?: string;
  retryAfterSeconds?: number;
  response?: string;
  headerNames: string[];
}

/** Tries under way at once in a process for one endpoint: one that hangs takes no more than its share. */
export const MOST_PER_ENDPOINT = 64;
