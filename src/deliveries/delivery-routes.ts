import { Injectable } from '@nestjs/common';
import { BadRequestError } from '../platform/errors/app-error.js';
import { RegistrationError, Registry } from '../platform/registry/registry.js';
import type { EndpointKind, Outgoing } from './delivery.types.js';

/** Stands for the types of events that have no route of their own. */
export const EVERY_EVENT = '*';

/** How an event is sent. */
export interface DeliveryRoute {
  method: 'POST' | 'PUT';
  /** Below the configured address; left out: the address itself. */
  path?: (orderCode: string) => string;
}

/** A kind of endpoint, as the domain describes it whose events go there. */
export interface EndpointRoutes {
  kind: EndpointKind;
  /** By type of event. */
  routes: Readonly<Record<string, DeliveryRoute>>;
  /** What a test sends, or why there is none. */
  test: TestSamples | { refused: string };
  /** What an endpoint of this kind may be set to receive; without it, it receives all as it is. */
  choices?: { types: readonly string[]; languages: readonly string[] };
  /** It is the merchant's, who may take several such kinds at one address. */
  mayShare?: boolean;
}

/** Bodies that try an endpoint out. */
export interface TestSamples {
  /** Types of events that there is a sample of. */
  types: readonly string[];
  body: (sample: Sample) => object;
}

export interface Sample {
  type: string;
  storeCode: string;
  /** Of no real order. */
  orderCode: string;
  at: Date;
  language: string | null;
}

/** Kinds of endpoints, and the ways of their events; domains register them while modules are being made. */
@Injectable()
export class DeliveryRoutes {
  private readonly registry = new Registry<EndpointRoutes>('kind of endpoint');

  /** @throws RegistrationError where the kind is known, or has no route */
  register(endpoint: EndpointRoutes): void {
    if (Object.keys(endpoint.routes).length === 0) {
      throw new RegistrationError(`kind of endpoint ${endpoint.kind} has no route`);
    }
    this.registry.register(endpoint.kind, endpoint);
  }

  kinds(): EndpointKind[] {
    return this.registry.kinds();
  }

  /** A filter's kind. @throws BadRequestError where no endpoint can be of it */
  check(kind: EndpointKind | undefined): void {
    if (kind === undefined || this.kinds().includes(kind)) return;
    throw BadRequestError.field('kind', `must be one of the following values: ${this.kinds().join(', ')}`);
  }

  /** @throws RegistrationError where the kind is unknown */
  of(kind: EndpointKind): EndpointRoutes {
    return this.registry.get(kind);
  }

  /** Types of events that some kind of endpoint can be tried out with. */
  testTypes(): string[] {
    const samples = this.kinds().map((kind) => this.of(kind).test);
    return [...new Set(samples.flatMap((test) => ('types' in test ? test.types : [])))];
  }

  /** @throws RegistrationError where the event has no way to go */
  routeOf({ kind, eventType }: Pick<Outgoing, 'kind' | 'eventType'>): DeliveryRoute {
    const { routes } = this.registry.get(kind);
    const route = Object.hasOwn(routes, eventType) ? routes[eventType] : routes[EVERY_EVENT];
    if (!route) throw new RegistrationError(`event ${eventType} of ${kind} has no route`);
    return route;
  }

  /** Where a delivery goes. @throws RegistrationError where it has no way to go */
  targetOf(delivery: Pick<Outgoing, 'kind' | 'eventType' | 'orderCode' | 'url'>): DeliveryTarget {
    const { method, path } = this.routeOf(delivery);
    const url = new URL(delivery.url);
    if (path) url.pathname = url.pathname.replace(/\/+$/, '') + path(delivery.orderCode);
    return { method, url };
  }
}

export interface DeliveryTarget {
  method: DeliveryRoute['method'];
  url: URL;
}
