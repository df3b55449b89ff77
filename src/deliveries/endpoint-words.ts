import { NotFoundError } from '../platform/errors/app-error.js';
import { time } from '../platform/time/time.js';
import type { StoreContext } from '../stores/stores.service.js';
import type { EndpointKind, EndpointSecrets } from './delivery.types.js';
import type { EndpointDto } from './dto/endpoint.dto.js';
import type { EndpointEntity } from './entities/endpoint.entity.js';

export function missing(kind: EndpointKind): NotFoundError {
  return new NotFoundError('kind', `The store has no endpoint for ${kind}.`);
}

/** As the audit log names it. */
export function subjectOf(store: StoreContext, kind: EndpointKind): string {
  return `endpoint:${store.code}:${kind}`;
}

/** For the audit log: everything but the secrets. */
export function describe(endpoint: EndpointEntity): Record<string, unknown> {
  const { kind, url, types, language, shares, state, disabledReason, secretsKeyId } = endpoint;
  return { kind, url, types, language, shares, state, disabledReason, secretsKeyId };
}

export function toEndpointDto(
  store: StoreContext,
  row: EndpointEntity,
  { headers, signing }: EndpointSecrets,
): EndpointDto {
  const now = time.now();
  return {
    storeCode: store.code,
    kind: row.kind,
    url: row.url,
    headerNames: Object.keys(headers),
    types: row.types,
    language: row.language,
    sameAs: row.shares,
    state: row.state,
    disabledReason: row.disabledReason,
    failures: row.failures,
    failingSince: row.failingSince?.toISOString() ?? null,
    pausedUntil: row.pausedUntil?.toISOString() ?? null,
    lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
    lastFailureAt: row.lastFailureAt?.toISOString() ?? null,
    signingSecrets: signing.filter(({ until }) => until === undefined || Date.parse(until) > now).length,
    updatedAt: row.updatedAt.toISOString(),
  };
}
