import type { ModeNow } from '../platform/outgoing/store-mode.js';
import { type Instant, time } from '../platform/time/time.js';

/** One of those that domains register; see delivery-routes.ts. */
export type EndpointKind = string;

export enum EndpointState {
  Enabled = 'ENABLED',
  Disabled = 'DISABLED',
}

/** Meanings: COMMENT on delivery.state. */
export enum DeliveryState {
  Pending = 'PENDING',
  Delivered = 'DELIVERED',
  Dead = 'DEAD',
  Test = 'TEST',
  Shadowed = 'SHADOWED',
}

/** Settled, and no test: what may be sent again. */
export const REPLAYABLE = [DeliveryState.Delivered, DeliveryState.Dead, DeliveryState.Shadowed];

/** A test that is of no type of event. */
export const TEST_TYPE = 'TEST';

/** The body of a delivery whose customer was erased: it cannot be sent again. */
export const ERASED_BODY = '{"erased":true}';

/** What is kept sealed of an endpoint. */
export interface EndpointSecrets {
  headers: Record<string, string>;
  /** The newest first; an older one signs along until its time. */
  signing: { secret: string; until?: string }[];
}

/** What goes out in one try, and where to. */
export interface Outgoing {
  id: string;
  storeId: number;
  kind: EndpointKind;
  orderCode: string;
  eventType: string;
  body: string;
  url: string;
  secretsKeyId: string;
  secretsBox: Buffer;
  /** Somebody tries the endpoint out. */
  isTest?: boolean;
  /** The store's, as it was read with the claim: nothing is sent for one in shadow mode. */
  mode: ModeNow;
  lease: SendLease;
}

/** A delivery that a worker has. */
export interface ClaimedDelivery extends Outgoing {
  createdAt: Date;
  /** This try, from 1. */
  attempts: number;
  /** This try within the present schedule, from 1. */
  round: number;
  /** The token of the claim: only who holds it settles the delivery. */
  token: string;
  endpointId: string;
  /** Another one since means another address or other secrets: what came of this try says nothing of those. */
  endpointVersion: string;
  /** The endpoint's, when the delivery was claimed. */
  health: Health;
  lease: DeliveryLease;
}

/** How an endpoint has done in this process's tries, one after the other. */
export interface Health {
  failures: number;
  failingSince: Date | null;
  disabled: boolean;
}

/** Asked right before the bytes go out. */
export interface SendLease {
  /** False once somebody else may have the delivery before a try begun now has ended. */
  allowsSending(): boolean;
}

/** Nothing was sent: another process may have it by now. */
export class LeaseOverError extends Error {
  constructor() {
    super('not sent: the lease was over');
  }
}

/** How long a claim lasts, begun before the claim: this process may have been frozen meanwhile, or its machine suspended. */
export class DeliveryLease implements SendLease {
  constructor(private readonly began: Instant) {}

  allowsSending(): boolean {
    return this.age() < time.limitMs(LEASE_SECONDS * 1000 - TRY_MS);
  }

  /** Somebody else may have it by now. */
  isOver(): boolean {
    return this.age() >= time.limitMs(LEASE_SECONDS * 1000);
  }

  private age(): number {
    return time.elapsedMs(this.began);
  }
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
  request: { method: string; url: string; headers: string[] };
  /** Set where nothing was sent, through no fault of the endpoint: no try, and it is claimed again after this time. */
  unsentForSeconds?: number;
  /** The store is in shadow mode: nothing was sent, and nothing will be. */
  shadowed?: true;
}

/** A try takes no longer. */
export const TRY_MS = 15_000;
/** A claim that is older is taken for lost, and claimed by another. */
export const LEASE_SECONDS = 20;

/** Tries under way at once in a process for one endpoint: one that hangs takes no more than its share. */
export const MOST_PER_ENDPOINT = 64;
