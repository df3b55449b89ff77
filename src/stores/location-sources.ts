import type { StoreSettings } from './dto/store-settings.dto.js';

/** Magento's source for a location. A location may have the name of something that every object has, e.g. constructor. */
export function sourceOf(
  { locationSources }: Pick<StoreSettings, 'locationSources'>,
  location: string,
): string | undefined {
  return Object.hasOwn(locationSources, location) ? locationSources[location] : undefined;
}
