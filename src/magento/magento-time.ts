/**
 * Magento stores and filters times in UTC to the second, written `2026-01-31 10:00:00`, in every time zone of a shop.
 * A date that it cannot read matches everything (recorded exchange 073), so only this form is ever sent.
 */
export function toMagentoTime(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', ' ');
}

/** By its form, which is cheap to see; whether there is such a day, only fromMagentoTime tells. */
export function isMagentoTime(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text);
}

/** @returns undefined when the text is no Magento time */
export function fromMagentoTime(text: string | null | undefined): Date | undefined {
  if (!isMagentoTime(text)) return undefined;
  const time = new Date(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
