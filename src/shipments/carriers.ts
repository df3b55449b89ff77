import { type StoreSettings, WeightUnit } from '../stores/dto/store-settings.dto.js';
import type { TrackDto } from './dto/shipment.dto.js';
import type { Track } from './shipment.types.js';

/** Magento's code for a carrier that it does not know. */
const CUSTOM_CARRIER = 'custom';
/** Carriers for which Magento makes tracking links itself, by the name that begins a courier's. */
const KNOWN_TO_MAGENTO = /^(dhl|fedex|ups|usps)\b/i;

const GRAMS: Record<WeightUnit, number> = { [WeightUnit.Kilograms]: 1000, [WeightUnit.Pounds]: 453.59237 };

/**
 * A track as Magento is to have it. Increff's document gives the AWB once more as `carrier_code`, which would hide the track
 * behind a carrier that nobody knows.
 */
export function toTrack({ carriers }: Pick<StoreSettings, 'carriers'>, dto: TrackDto): Track {
  const given = dto.carrierCode === dto.trackNumber ? undefined : dto.carrierCode;
  const name = dto.title || given || 'Courier';
  const mapped = carriers.find(({ courier }) => courier.toLowerCase() === name.trim().toLowerCase());
  return {
    trackNumber: dto.trackNumber,
    title: mapped?.title || name,
    carrierCode: mapped?.carrierCode ?? (given || knownCode(name) || CUSTOM_CARRIER),
  };
}

function knownCode(name: string): string | undefined {
  return KNOWN_TO_MAGENTO.exec(name.trim())?.[1]?.toLowerCase();
}

/** @returns in the unit of the shop, to four places as Magento keeps it */
export function toShopWeight({ weightUnit }: Pick<StoreSettings, 'weightUnit'>, grams: number): number {
  return Math.round((grams / GRAMS[weightUnit]) * 10_000) / 10_000;
}
