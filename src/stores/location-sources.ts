import { BadRequestError } from '../platform/errors/app-error.js';
import type { StoreSettings } from './dto/store-settings.dto.js';

type Mapping = Pick<StoreSettings, 'locationSources'>;

/** Magento's source for a location. A location may have the name of something that every object has, e.g. constructor. */
export function sourceOf({ locationSources }: Mapping, location: string): string | undefined {
  return Object.hasOwn(locationSources, location) ? locationSources[location] : undefined;
}

/** The source that all mapped locations feed; null where there are several, or none. */
export function onlySourceOf({ locationSources }: Mapping): string | null {
  const [source, ...others] = new Set(Object.values(locationSources));
  return others.length === 0 ? (source ?? null) : null;
}

/**
 * The source that a parcel leaves; null where the store maps no location, and Magento chooses. A parcel of an unmapped
 * location would leave the source `default` without a word.
 * @throws BadRequestError naming `locationCode`
 */
export function shippingSourceOf(settings: Mapping, location: string | null): string | null {
  if (Object.keys(settings.locationSources).length === 0) return null;
  if (location !== null) {
    const source = sourceOf(settings, location);
    if (source !== undefined) return source;
    throw BadRequestError.field('locationCode', 'is mapped to no source: add it to locationSources');
  }
  const only = onlySourceOf(settings);
  if (only !== null) return only;
  throw BadRequestError.field(
    'locationCode',
    'must be given: the locations of this store ship from several sources',
  );
}
