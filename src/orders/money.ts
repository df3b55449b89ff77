import { Decimal } from 'decimal.js';

/** A Magento amount (JSON number); missing counts as nothing. */
export function amount(value: number | null | undefined): Decimal {
  return new Decimal(value ?? 0);
}

/** Four decimals, as numeric(20,4) keeps them. */
export function toColumn(value: Decimal): string {
  return value.toFixed(4);
}

/** `12.5000` from the database becomes `12.50`; further decimals stay where they say something. */
export function toMoney(column: string): string {
  const [whole, fraction = ''] = column.split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
}

/** A quantity without needless decimals: `2.0000` becomes `2`. */
export function toQuantity(column: string): string {
  return column.includes('.') ? column.replace(/\.?0+$/, '') : column;
}
