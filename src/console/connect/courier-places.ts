import { randomBytes } from 'node:crypto';
import { AGGREGATORS } from '../../notifications/aggregators/registry.js';
import { type CourierAuthDto, CourierAuthKind } from '../../notifications/aggregators/generic/courier.dto.js';
import type { ClientSecrets } from '../../platform/config/app-config.js';
import type { UpdateStoreDto } from '../../stores/dto/store.dto.js';
import type { StoreContext } from '../../stores/stores.service.js';

/** Where one aggregator, or one courier that is connected by setting, calls a store. */
export interface CourierPlace {
  /** In forms. */
  id: string;
  title: string;
  /** Its name in events. */
  source: string;
  url: string;
  /** How it shows its key, in words. */
  proof: string;
  /** The key may stand in the address. */
  inAddress: boolean;
  hasKey: boolean;
  isAggregator: boolean;
  /** A key as it needs one. */
  makeKey: () => string;
  /** What is saved. */
  change: (key: string) => Pick<UpdateStoreDto, 'aggregators' | 'courierSecrets'>;
}

/** Pure. @param base address of this service, without a slash at the end */
export function placesOf(
  { code, settings }: Pick<StoreContext, 'code' | 'settings'>,
  secrets: ClientSecrets,
  base: string,
): CourierPlace[] {
  const aggregators = AGGREGATORS.map(
    ({ name, title, path, headers, keyInQuery = false, keyName }): CourierPlace => ({
      ...{ id: path, title, source: name, isAggregator: true, inAddress: keyInQuery },
      url: `${base}/webhooks/${path}/${code}`,
      proof: `header ${headers.join(' or ')}${keyInQuery ? ', or ?key= in the address' : ''}`,
      hasKey: secrets[keyName] !== undefined,
      makeKey: newKey,
      change: (key) => ({ aggregators: { [keyName]: key } }),
    }),
  );
  const couriers = settings.couriers.map(({ name, auth }): CourierPlace => ({
    ...{ id: `courier-${name}`, title: name, source: name.toUpperCase(), isAggregator: false },
    inAddress: auth.kind === CourierAuthKind.Query,
    url: `${base}/webhooks/courier/${code}/${name}`,
    proof: proofInWords(auth),
    hasKey: secrets.courierSecrets?.[name] !== undefined,
    makeKey: auth.kind === CourierAuthKind.Basic ? () => `bridge:${newKey()}` : newKey,
    change: (key) => ({ courierSecrets: { [name]: key } }),
  }));
  return [...aggregators, ...couriers];
}

function proofInWords({ kind, header, algorithm, encoding, prefix }: CourierAuthDto): string {
  const before = prefix ? `, behind “${prefix}”` : '';
  switch (kind) {
    case CourierAuthKind.Header:
      return `header ${header!}${before}`;
    case CourierAuthKind.Basic:
      return 'HTTP Basic; the key is user:password';
    case CourierAuthKind.Hmac:
      return `header ${header!} signs the body with ${algorithm!}, in ${encoding!}${before}`;
    case CourierAuthKind.Query:
      return '?key= in the address';
  }
}

function newKey(): string {
  return randomBytes(32).toString('base64url');
}
