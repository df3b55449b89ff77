import { BadRequestError } from '../platform/errors/app-error.js';
import type { DeliveryRoutes } from './delivery-routes.js';
import type { EndpointKind } from './delivery.types.js';
import type { PutEndpointDto } from './dto/endpoint.dto.js';
import type { EndpointEntity } from './entities/endpoint.entity.js';
import type { Wishes } from './endpoints.repository.js';

/** What the endpoint is to receive; what is left out stays as it is. @throws BadRequestError naming `types` or `language` */
export function wishesFor(
  routes: DeliveryRoutes,
  kind: EndpointKind,
  { types, language }: PutEndpointDto,
  known: EndpointEntity | undefined,
): Wishes {
  const { types: allTypes = [], languages = [] } = routes.of(kind).choices ?? {};
  const isNone = 'must be left out: such an endpoint receives all, as it is';
  if (types && allTypes.length === 0) throw BadRequestError.field('types', isNone);
  if (isGiven(language) && languages.length === 0) throw BadRequestError.field('language', isNone);
  const unknown = types?.find((type) => !allTypes.includes(type));
  if (unknown !== undefined) {
    throw BadRequestError.field('types', `${unknown} is none of the types: ${allTypes.join(', ')}`);
  }
  if (isGiven(language) && !languages.includes(language)) {
    throw BadRequestError.field('language', `must be one of the following values: ${languages.join(', ')}`);
  }
  return {
    types: types === undefined ? (known?.types ?? null) : types,
    language: language === undefined ? (known?.language ?? null) : language,
  };
}

/** An empty text is no language. */
function isGiven(language: string | null | undefined): language is string {
  return language !== null && language !== undefined;
}

/** The endpoint whose address another one is to have. @throws BadRequestError naming `sameAs` */
export function sharedBy(
  routes: DeliveryRoutes,
  all: EndpointEntity[],
  kind: EndpointKind,
  { sameAs, url, headers }: PutEndpointDto,
): EndpointEntity | undefined {
  if (sameAs === undefined) return undefined;
  const refuse = (why: string): BadRequestError => BadRequestError.field('sameAs', why);
  if (url !== undefined || headers) throw refuse('has an address and headers: leave url and headers out');
  if (sameAs === kind) throw refuse('must be another kind');
  const other = all.find((one) => one.kind === sameAs);
  if (!other) throw refuse('must be a kind of which the store has an endpoint');
  if (!routes.of(kind).mayShare || !routes.of(sameAs).mayShare) {
    throw refuse(`${kind} and ${sameAs} do not go to the same receiver`);
  }
  if (other.shares !== null) throw refuse(`${sameAs} shares an address itself`);
  if (followersOf(all, kind).length > 0) throw refuse(`${kind} has an address that others share`);
  return other;
}

export function followersOf(all: EndpointEntity[], kind: EndpointKind): EndpointEntity[] {
  return all.filter(({ shares }) => shares === kind);
}
