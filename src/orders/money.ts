/**
 * Amounts and quantities in ten-thousandths, as whole numbers: what numeric(20,4) holds. Exact up to 10^11, where a
 * double still tells every ten-thousandth; a decimal library took a third of an import's time (docs/decisions/0003).
 */
export type Units = number;

const PER_ONE = 10_000;

/** Greatest amount that is exact; no shop has one like it. */
const LARGEST = 1e11;

/** What Magento gave for an amount or a quantity is none. */
export class NotAnAmountError extends Error {}

/**
 * A number of Magento's JSON; missing counts as nothing, and text that is a plain decimal (`"12.50"`) as the number it
 * is. Decimals beyond the fourth are float noise of PHP.
 * @throws NotAnAmountError for anything else: `"1,234"` may be one or a thousand
 */
export function units(value: number | string | null | undefined): Units {
  return Math.round(numberOf(value) * PER_ONE);
}

/** price × quantity, rounded to ten-thousandths. @throws NotAnAmountError */
export function times(
  price: number | string | null | undefined,
  quantity: number | string | null | undefined,
): Units {
  return units(numberOf(price) * numberOf(quantity));
}

function numberOf(value: unknown): number {
  if (value === null || value === undefined) return 0;
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Math.abs(number) <= LARGEST) return number;
  const words = JSON.stringify(value).slice(0, 40);
  throw new NotAnAmountError(
    typeof number === 'number' ? `${words} is more than any amount can be` : `${words} is not an amount`,
  );
}

/** The text of a numeric(20,4) column. */
export function toColumn(value: Units): string {
  return (value / PER_ONE).toFixed(4);
}

export function fromColumn(column: string): Units {
  return Math.round(Number(column) * PER_ONE);
}

/** `12.5000` from the database becomes `12.50`; further decimals stay where they say something. */
export function toMoney(column: string): string {
  if (column.endsWith('00')) return column.slice(0, -2);
  return column.endsWith('0') ? column.slice(0, -1) : column;
}

/** A quantity without needless decimals: `2.0000` becomes `2`. */
export function toQuantity(column: string): string {
  return column.endsWith('.0000') ? column.slice(0, -5) : column.replace(/0+$/, '');
}
