/**
 * Amounts and quantities in ten-thousandths, as whole numbers: what numeric(20,4) holds. Exact up to 10^11, where a
 * double still tells every ten-thousandth; a decimal library took a third of an import's time (docs/decisions/0003).
 */
export type Units = number;

const PER_ONE = 10_000;

/** A number of Magento's JSON; missing counts as nothing. Decimals beyond the fourth are float noise of PHP. */
export function units(value: number | null | undefined): Units {
  return Math.round((value ?? 0) * PER_ONE);
}

/** price × quantity, rounded to ten-thousandths. */
export function times(price: number | null | undefined, quantity: number | null | undefined): Units {
  return units((price ?? 0) * (quantity ?? 0));
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
