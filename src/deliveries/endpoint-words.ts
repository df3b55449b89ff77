import { NotFoundError } from '../platform/errors/app-error.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { EndpointKind } from './delivery.types.js';
import type { EndpointEntity } from './entities/endpoint.entity.js';

export function missing(kind: EndpointKind): NotFoundError {
  return new NotFoundError('kind', `The store has no endpoint for ${kind}.`);
}

/** As the audit log names it. */
export function subjectOf(store: StoreContext, kind: EndpointKind): string {
  return `endpoint:${store.code}:${kind}`;
}

/** For the audit log: everything but the secrets. */
export function describe({
  kind,
  url,
  state,
  disabledReason,
  secretsKeyId,
}: EndpointEntity): Record<string, unknown> {
  return { kind, url, state, disabledReason, secretsKeyId };
}
