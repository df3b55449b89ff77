import type { MagentoOrder } from '../magento/magento.types.js';
import { type TotalAttributeDto, TotalKind } from '../stores/dto/total-attribute.dto.js';
import { fromColumn, NotAnAmountError, toColumn, toMoney, type Units, units } from './money.js';
import { type Balance, balanceOf } from './order-balance.js';
import type { ProposedAttributeDto, TotalExplanationDto } from './dto/held-orders.dto.js';
import { KNOWN_PATHS } from './total-attributes.js';

export type TotalExplanation = TotalExplanationDto;

interface Candidate {
  path: string;
  /** As it counts in the grand total. */
  amount: Units;
  sign: 1 | -1;
  taxIncluded?: boolean;
}

/** Deeper than this no module puts a total. */
const DEEPEST = 4;
/** So many fields are tried in pairs. */
const MOST_IN_PAIRS = 60;
const MOST_PROPOSALS = 10;

/** Fields of Magento itself that are no parts of the total, or parts that are known. Base amounts repeat what is there. */
const NOT_A_PART =
  /(^|[._])base_|_(id|rate|qty|percent|count|weight)$|^(items|billing_address|payment|status_histories)\b|shipping_assignments|applied_taxes|_(invoiced|refunded|canceled|paid|due)$|^(grand_total|subtotal|subtotal_incl_tax|shipping_amount|shipping_incl_tax|shipping_tax_amount|shipping_discount_amount|tax_amount|discount_amount|total_)/;

/** Pure: what is known of an order's total, and which of its fields may explain the rest. @throws NotAnAmountError */
export function explainTotal(order: MagentoOrder, attributes: TotalAttributeDto[]): TotalExplanation {
  const balance = balanceOf(order, attributes);
  const money = (amount: Units): string => toMoney(toColumn(amount));
  const part = (name: string, as: string, amount: Units) => ({ name, as, amount: money(amount) });
  const parts = [
    part('subtotal', 'subtotal', balance.subtotal),
    part('shipping_amount', 'shipping', balance.shipping),
    part('tax_amount', 'tax', balance.tax),
    part('discount_amount', 'discount', -balance.discount),
    part('cod fee', TotalKind.CodFee, balance.codFee),
    part('store credit', TotalKind.StoreCredit, -balance.storeCredit),
    ...balance.others.map(({ name, as, amount }) => part(name, as, amount)),
    part('weee_tax_applied_row_amount', 'fixedProductTax', balance.fixedTax),
  ];
  const isOff = balance.imbalance === 'totals_not_balanced';
  const sets = isOff ? setsFor(order, attributes, balance) : [];
  return {
    grandTotal: money(balance.grandTotal),
    parts: parts.filter(({ amount }) => fromColumn(amount) !== 0),
    unexplained: money(isOff ? balance.unexplained : 0),
    linesDiffer: money(balance.imbalance === 'lines_not_balanced' ? balance.linesDiffer : 0),
    reason: balance.imbalance ?? null,
    proposals: sets.map((set) => ({ attributes: set.map(proposalOf) })),
  };
}

/** Pure: a proposal as an entry of the setting `totalAttributes`. */
export function settingOf({ path, sign, as, taxIncluded }: ProposedAttributeDto): object {
  return { path, sign, as, ...(taxIncluded ? { taxIncluded } : {}) };
}

/**
 * One field, with its tax or without, or two of them, with the sign that fits. Fields of extension_attributes first: there
 * modules put theirs.
 */
function setsFor(
  order: MagentoOrder,
  attributes: TotalAttributeDto[],
  { unexplained: wanted, tolerance }: Balance,
): Candidate[][] {
  const known = new Set([...KNOWN_PATHS, ...attributes.map(({ path }) => path)]);
  const fields = candidatesIn(order, '', 0)
    .filter(({ path, amount }) => amount !== 0 && !NOT_A_PART.test(path) && !known.has(path))
    .toSorted((a, b) => Number(isOfModule(b)) - Number(isOfModule(a)));
  const signed = fields.flatMap((field): Candidate[] => [
    field,
    { ...field, amount: -field.amount, sign: -1 },
  ]);
  const fits = (sum: Units): boolean => Math.abs(sum - wanted) <= tolerance;
  const single = signed.filter(({ amount }) => fits(amount)).map((one) => [one]);
  const withTax = signed
    .map((one): Candidate => ({ ...one, taxIncluded: true }))
    .filter((one) => !fits(one.amount) && balancesWith(order, attributes, one))
    .map((one) => [one]);
  const few = signed.slice(0, 2 * MOST_IN_PAIRS);
  const pairs = few.flatMap((one, i) =>
    few
      .slice(i + 1)
      .filter((other) => other.path !== one.path && fits(one.amount + other.amount))
      .map((other) => [one, other]),
  );
  return [...single, ...withTax, ...pairs].slice(0, MOST_PROPOSALS);
}

function balancesWith(order: MagentoOrder, attributes: TotalAttributeDto[], one: Candidate): boolean {
  const { path, sign, taxIncluded } = one;
  const more = { path, sign, as: kindOf(path, one.amount), taxIncluded };
  return balanceOf(order, [...attributes, more]).imbalance !== 'totals_not_balanced';
}

function isOfModule({ path }: Candidate): boolean {
  return path.startsWith('extension_attributes.');
}

function candidatesIn(value: unknown, path: string, depth: number): Candidate[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    if (depth > DEEPEST) return [];
    return Object.entries(value).flatMap(([name, entry]) => {
      const isPlain = /^[\w-]{1,64}$/.test(name);
      return isPlain ? candidatesIn(entry, path === '' ? name : `${path}.${name}`, depth + 1) : [];
    });
  }
  if (Array.isArray(value)) return listCandidates(value, path, depth);
  const amount = amountOf(value);
  return amount === undefined ? [] : [{ path, amount, sign: 1 }];
}

/** The entries of a list added up, field by field. */
function listCandidates(list: unknown[], path: string, depth: number): Candidate[] {
  const sums = new Map<string, Units>();
  for (const entry of list) {
    if (typeof entry !== 'object' || entry === null) continue;
    for (const { path: field, amount } of candidatesIn(entry, '', depth + 1)) {
      sums.set(field, (sums.get(field) ?? 0) + amount);
    }
  }
  return [...sums].map(([field, amount]) => ({ path: `${path}[].${field}`, amount, sign: 1 }));
}

function amountOf(value: unknown): Units | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  try {
    return units(value);
  } catch (error) {
    if (error instanceof NotAnAmountError) return undefined;
    throw error;
  }
}

function proposalOf({ path, amount, sign, taxIncluded = false }: Candidate): ProposedAttributeDto {
  return { path, sign, as: kindOf(path, amount), taxIncluded, amount: toMoney(toColumn(amount)) };
}

function kindOf(path: string, amount: Units): TotalKind {
  const name = path.toLowerCase();
  if (/cod|cash/.test(name) && amount > 0) return TotalKind.CodFee;
  if (/gift/.test(name) && amount < 0) return TotalKind.GiftCard;
  if (/credit|wallet|balance/.test(name) && amount < 0) return TotalKind.StoreCredit;
  return amount > 0 ? TotalKind.Fee : TotalKind.Discount;
}
