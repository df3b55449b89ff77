import fc from 'fast-check';

/**
 * Orders with their money as Magento makes it, by its source: Tax/Model/Calculation (row and unit, prices with and without
 * tax), SalesRule (discount before tax), Weee/Model/Total/Quote/Weee, Bundle/Model/Product/Price, and what
 * Sales/Model/Order/Webapi/ChangeOutputArray makes of the rows over REST. Whole cents throughout.
 */
export interface MoneyOrder {
  /** As REST shows it. */
  order: Record<string, any>;
  /** What the customer pays for each line that is goods, by its item_id; of a bundle with a fixed price, by the bundle's. */
  paid: Map<number, number>;
  /** Cents in the grand total of which no field tells. */
  unknown: number;
  /** Cents by which a row is not what the subtotal says. */
  tampered: number;
}

interface Money {
  net: number;
  tax: number;
  hidden: number;
  discount: number;
  fixedTax: number;
}

type Kind =
  'simple' | 'grouped' | 'giftcard' | 'virtual' | 'downloadable' | 'configurable' | 'fixed' | 'dynamic';

interface LineDraw {
  kind: Kind;
  unit: number;
  quantity: number;
  rate: number;
  percentOff: number;
  fixedTax: number;
  cancelled: number;
  options: { unit: number; each: number; isVirtual: boolean }[];
}

interface Setting {
  inclusive: boolean;
  release: '2.4.7' | '2.4.8' | 'newest';
  fixedInSubtotal: boolean;
  asText: boolean;
}

const lineDraw: fc.Arbitrary<LineDraw> = fc.record({
  kind: fc.constantFrom<Kind>(
    ...([
      'simple',
      'grouped',
      'giftcard',
      'virtual',
      'downloadable',
      'configurable',
      'fixed',
      'dynamic',
    ] as const),
  ),
  unit: fc.integer({ min: 1, max: 500_000 }),
  quantity: fc.integer({ min: 1, max: 250 }),
  rate: fc.constantFrom(0, 0.05, 0.0825, 0.12, 0.18, 0.19, 0.28),
  percentOff: fc.constantFrom(0, 0, 5, 10, 33, 100),
  fixedTax: fc.constantFrom(0, 0, 0, 656),
  cancelled: fc.integer({ min: 0, max: 250 }),
  options: fc.array(
    fc.record({
      unit: fc.integer({ min: 1, max: 100_000 }),
      each: fc.integer({ min: 1, max: 4 }),
      isVirtual: fc.constantFrom(false, false, false, true),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

const setting: fc.Arbitrary<Setting> = fc.record({
  inclusive: fc.boolean(),
  release: fc.constantFrom('2.4.7', '2.4.8', 'newest'),
  fixedInSubtotal: fc.boolean(),
  asText: fc.boolean(),
});

const EXTRAS = [
  { field: 'cash_on_delivery_fee', sign: 1 },
  { field: 'amstorecredit_amount', sign: -1 },
  { field: 'gift_cards_amount', sign: -1 },
  { field: 'customer_balance_amount', sign: -1 },
  { field: 'reward_currency_amount', sign: -1 },
  { field: 'gw_price', sign: 1 },
  { field: 'gw_items_price', sign: 1 },
  { field: 'gw_card_price', sign: 1 },
] as const;

export const moneyOrders: fc.Arbitrary<MoneyOrder> = fc
  .record({
    lines: fc.array(lineDraw, { minLength: 1, maxLength: 6 }),
    setting,
    shipping: fc.integer({ min: 0, max: 20_000 }),
    shippingTax: fc.integer({ min: 0, max: 2000 }),
    extras: fc.subarray([...EXTRAS], { maxLength: 3 }),
    extra: fc.integer({ min: 1, max: 9999 }),
    fees: fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 2 }),
    unknown: fc.constantFrom(0, 0, 0, 0, 150, -250),
    tampered: fc.constantFrom(0, 0, 0, 0, 0, 300),
  })
  .map(build);

type Draw = Parameters<typeof build>[0];

function build(draw: {
  lines: LineDraw[];
  setting: Setting;
  shipping: number;
  shippingTax: number;
  extras: { field: string; sign: number }[];
  extra: number;
  fees: number[];
  unknown: number;
  tampered: number;
}): MoneyOrder {
  const items: Record<string, any>[] = [];
  const paid = new Map<number, number>();
  const all: Money[] = draw.lines.flatMap((line) => addLine(items, paid, line, draw.setting));
  const sum = (field: keyof Money): number => all.reduce((total, money) => total + money[field], 0);
  // With fixed product tax in the subtotal, nobody can tell which of the two is wrong.
  const tampered = sum('fixedTax') > 0 ? 0 : draw.tampered;
  const subtotal = sum('net') + (draw.setting.fixedInSubtotal ? sum('fixedTax') : 0) + tampered;
  const tax = sum('tax') + draw.shippingTax;
  const fees = draw.fees.reduce((total, fee) => total + fee, 0);
  const extras = draw.extras.reduce((total, { sign }) => total + sign * draw.extra, 0);
  const grand =
    subtotal +
    tax +
    draw.shipping -
    sum('discount') +
    sum('hidden') +
    fees +
    extras +
    draw.unknown +
    (draw.setting.fixedInSubtotal ? 0 : sum('fixedTax'));
  return {
    order: orderOf(draw, items, { subtotal, tax, grand, sum }),
    paid,
    unknown: draw.unknown,
    tampered,
  };
}

function orderOf(
  draw: Draw,
  items: Record<string, any>[],
  of: { subtotal: number; tax: number; grand: number; sum: (field: keyof Money) => number },
): Record<string, any> {
  const amount = (cents: number): number | string =>
    draw.setting.asText ? (cents / 100).toFixed(4) : cents / 100;
  return {
    entity_id: 1,
    increment_id: '000000001',
    state: 'new',
    status: 'pending',
    created_at: '2026-11-25 10:00:00',
    updated_at: '2026-11-25 10:00:00',
    order_currency_code: 'INR',
    base_currency_code: 'INR',
    subtotal: of.subtotal / 100,
    tax_amount: of.tax / 100,
    shipping_amount: draw.shipping / 100,
    shipping_tax_amount: draw.shippingTax / 100,
    discount_amount: -of.sum('discount') / 100,
    discount_tax_compensation_amount: of.sum('hidden') / 100,
    grand_total: of.grand / 100,
    items,
    extension_attributes: {
      ...Object.fromEntries(draw.extras.map(({ field }) => [field, amount(draw.extra)])),
      ...(draw.fees.length > 0
        ? {
            custom_fees: draw.fees.map((fee) => ({ custom_fee_code: 'fee', custom_fee_amount: amount(fee) })),
          }
        : {}),
    },
  };
}

/** Adds the rows of a line. @returns the money of the rows that hold it */
function addLine(
  items: Record<string, any>[],
  paid: Map<number, number>,
  line: LineDraw,
  { inclusive, release }: Setting,
): Money[] {
  const id = items.length + 1;
  const isVirtual = line.kind === 'virtual' || line.kind === 'downloadable';
  const own = moneyOf(line.unit, line.quantity, line, inclusive);
  const cancelled = Math.min(line.cancelled, line.quantity);
  const add = (row: Record<string, any>): void => void items.push(row);
  if (line.kind === 'dynamic') {
    const options = line.options.map((option) => ({
      option,
      quantity: option.each * line.quantity,
      money: moneyOf(option.unit, option.each * line.quantity, { ...line, fixedTax: 0 }, inclusive),
    }));
    const total = options.reduce((sum, { money }) => sumOf(sum, { ...money, discount: 0 }), NONE);
    add(rowOf(id, 'bundle', line.quantity, total, release, { qty_canceled: cancelled }));
    options.forEach(({ option, quantity, money }, i) => {
      const type = option.isVirtual ? 'virtual' : 'simple';
      const more = { parent_item_id: id, is_virtual: option.isVirtual ? 1 : 0 };
      add(rowOf(id + 1 + i, type, quantity, money, release, more));
      if (!option.isVirtual) paid.set(id + 1 + i, totalOf(money));
    });
    return options.map(({ money }) => money);
  }
  const type = line.kind === 'fixed' ? 'bundle' : line.kind;
  add(
    rowOf(id, type, line.quantity, own, release, { is_virtual: isVirtual ? 1 : 0, qty_canceled: cancelled }),
  );
  const options =
    line.kind === 'configurable'
      ? [{ each: 1, isVirtual: false }]
      : line.kind === 'fixed'
        ? line.options.with(0, { ...line.options[0]!, isVirtual: false })
        : [];
  options.forEach(({ each, isVirtual: virtual }, i) => {
    const child = rowOf(id + 1 + i, virtual ? 'virtual' : 'simple', each * line.quantity, NONE, release, {
      parent_item_id: id,
      is_virtual: virtual ? 1 : 0,
    });
    // ChangeOutputArray::getBundleProductPrice, after 2.4.8-p1.
    if (line.kind === 'fixed' && release === 'newest') child['price'] = items[id - 1]!['price'];
    add(child);
  });
  if (!isVirtual) paid.set(id, totalOf(own));
  return [own];
}

const NONE: Money = { net: 0, tax: 0, hidden: 0, discount: 0, fixedTax: 0 };

function moneyOf(
  unit: number,
  quantity: number,
  { rate, percentOff, fixedTax }: Pick<LineDraw, 'rate' | 'percentOff' | 'fixedTax'>,
  inclusive: boolean,
): Money {
  const row = unit * quantity;
  const discount = Math.round((row * percentOff) / 100);
  const fixed = fixedTax * quantity;
  if (!inclusive) {
    return { net: row, tax: Math.round((row - discount) * rate), hidden: 0, discount, fixedTax: fixed };
  }
  const within = (gross: number): number => Math.round(gross - gross / (1 + rate));
  const tax = within(row - discount);
  return { net: row - within(row), tax, hidden: within(row) - tax, discount, fixedTax: fixed };
}

function rowOf(
  id: number,
  type: string,
  quantity: number,
  money: Money,
  release: Setting['release'],
  more: Record<string, any>,
): Record<string, any> {
  const { net, tax, hidden, discount, fixedTax } = money;
  const price = Math.round(net / quantity) / 100;
  const shown = release === '2.4.7' ? net / 100 - discount / 100 : price - discount / 100;
  return {
    item_id: id,
    product_type: type,
    sku: `SKU-${id}`,
    name: `Item ${id}`,
    is_virtual: 0,
    qty_ordered: quantity,
    qty_canceled: 0,
    qty_refunded: 0,
    price,
    price_incl_tax: Math.round((net + tax + hidden) / quantity) / 100,
    original_price: price,
    row_total: Math.max(0, shown),
    row_total_incl_tax: Math.max(0, (net + tax + hidden - discount) / 100),
    tax_amount: tax / 100,
    discount_amount: discount / 100,
    discount_tax_compensation_amount: hidden / 100,
    ...(fixedTax > 0 ? { weee_tax_applied_row_amount: fixedTax / 100 } : {}),
    ...more,
  };
}

function totalOf({ net, tax, hidden, discount, fixedTax }: Money): number {
  return net + tax + hidden - discount + fixedTax;
}

function sumOf(a: Money, b: Money): Money {
  return {
    net: a.net + b.net,
    tax: a.tax + b.tax,
    hidden: a.hidden + b.hidden,
    discount: a.discount + b.discount,
    fixedTax: a.fixedTax + b.fixedTax,
  };
}
