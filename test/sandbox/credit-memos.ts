import { addComments, both, type DocumentComment, type Line } from './documents.js';
import { MagentoFault } from './magento-fault.js';
import { cents, type CreditMemo, type Invoice, type Item, type Order } from './magento-order.js';
import { nothingLeftToInvoice, openToShip, setState, shippable } from './order-rules.js';
import type { SandboxStore } from './store.js';

export interface RefundInput {
  items?: Line[];
  isOnline?: boolean;
  notify?: boolean;
  comment?: DocumentComment;
  appendComment?: boolean;
  arguments?: {
    shipping_amount?: number;
    adjustment_positive?: number;
    adjustment_negative?: number;
    extension_attributes?: { return_to_stock_items?: number[] };
  };
}

interface RefundLine {
  item: Item;
  qty: number;
  row: number;
  tax: number;
  discount: number;
}

interface Amounts {
  subtotal: number;
  tax: number;
  discount: number;
  shipping: number;
  shippingTax: number;
  shippingInclTax: number;
  adjustment: number;
  total: number;
}

const SYMBOLS: Record<string, string> = { INR: '₹', USD: '$', EUR: '€' };

/**
 * POST order/{id}/refund and invoice/{id}/refund (Sales RefundOrder, RefundInvoice, CreditmemoFactory, Creditmemo Total; recorded
 * exchanges 904 to 934). It can be repeated for as long as something is left, and no line stands for all of them.
 */
export function refund(
  order: Order,
  input: RefundInput,
  store: SandboxStore,
  time: string,
  invoice?: Invoice,
): CreditMemo {
  const lines = linesOf(order, input.items ?? [], invoice);
  const amounts = amountsOf(order, lines, input);
  const problems = [
    ...orderProblems(order),
    ...(invoice ? invoiceProblems(order, invoice, store) : []),
    ...amountProblems(order, lines, amounts),
    ...(input.items ?? []).flatMap((line) => lineProblems(order, line)),
    ...stockProblems(order, lines, input),
  ];
  if (problems.length > 0) {
    throw MagentoFault.badRequest(`Creditmemo Document Validation Error(s):\n${problems.join('\n')}`);
  }
  const online = input.isOnline === true && invoice !== undefined;
  if (online) {
    store.book(order.entity_id).paidBack++;
    // The payment provider has paid by then, and no transaction takes that back.
    if (store.refundsFailToSave) {
      throw MagentoFault.badRequest('Could not save a Creditmemo, see error log for details');
    }
  }
  for (const line of lines) giveBack(line, time);
  bookOn(order, amounts, input, online);
  resolve(order);
  addHistory(order, amounts.total, online, store, time);
  order.updated_at = time;
  if (invoice) {
    invoice['base_total_refunded'] = cents(Number(invoice['base_total_refunded'] ?? 0) + amounts.total);
    if (!online) invoice['is_used_for_refund'] = 1;
  }
  for (const line of lines) backToStock(order, line, input, store);
  const document = toCreditMemo(order, lines, amounts, input, store, time, invoice);
  addComments(document, { ...input, appendComment: input.appendComment && input.notify }, store, time);
  store.creditMemos.push(document);
  return document;
}

/** Children that have their own prices make a dummy of their bundle; all others are dummies themselves. */
function isDummy(order: Order, item: Item): boolean {
  const children = childrenOf(order, item);
  if (children.length > 0) return item.product_type === 'bundle' && children.some(({ price }) => price > 0);
  const parent = order.items.find((one) => one.item_id === item.parent_item_id);
  return parent !== undefined && !isDummy(order, parent);
}

function childrenOf(order: Order, item: Item): Item[] {
  return order.items.filter((one) => one.parent_item_id === item.item_id);
}

function openToRefund(item: Item): number {
  return Math.max(0, item.qty_invoiced - item.qty_refunded);
}

function linesOf(order: Order, asked: Line[], invoice: Invoice | undefined): RefundLine[] {
  const quantities = new Map(asked.map((line) => [line.order_item_id, line.qty ?? 0]));
  const limit = (item: Item): number =>
    invoice?.items.find((one) => one.order_item_id === item.item_id)?.qty ??
    (invoice ? 0 : Number.MAX_SAFE_INTEGER);
  const own = order.items
    .filter((item) => !isDummy(order, item) && openToRefund(item) > 0)
    .map((item) => {
      const wanted = quantities.size === 0 ? openToRefund(item) : (quantities.get(item.item_id) ?? 0);
      return { item, qty: Math.max(0, wholeUnits(item, Math.min(wanted, limit(item)))) };
    });
  const tooMany = own.find(({ item, qty }) => qty > openToRefund(item));
  if (tooMany) {
    throw MagentoFault.badRequest('We found an invalid quantity to refund item "%1".', [tooMany.item.name]);
  }
  const given = own.filter(({ qty }) => qty > 0);
  const dummies = order.items
    .filter((item) => isDummy(order, item))
    .flatMap((item) => {
      const parent = given.find((line) => line.item.item_id === item.parent_item_id);
      if (parent) return [{ item, qty: (parent.qty * item.qty_ordered) / parent.item.qty_ordered }];
      const child = given.find((line) => line.item.parent_item_id === item.item_id);
      return child ? [{ item, qty: (child.qty * item.qty_ordered) / child.item.qty_ordered }] : [];
    });
  return [
    ...given.map(moneyOf),
    ...dummies.map(({ item, qty }) => ({ item, qty, row: 0, tax: 0, discount: 0 })),
  ];
}

/** PHP casts to int where the product is not sold by parts of a unit. */
function wholeUnits(item: Item, qty: number): number {
  return Number(item['is_qty_decimal'] ?? 0) === 1 ? qty : Math.trunc(qty);
}

/** What is left of a row's money is divided over what is left of its units; the last unit gets the rest. */
function moneyOf({ item, qty }: { item: Item; qty: number }): RefundLine {
  const left = openToRefund(item);
  const share = (field: string, given: string): number => {
    const open = Number(item[field] ?? 0) - Number(item[given] ?? 0);
    return qty === left ? cents(open) : price((open / left) * qty);
  };
  const discount = price((item.discount_amount * qty) / item.qty_ordered);
  return {
    item,
    qty,
    row: share('row_invoiced', 'amount_refunded'),
    tax: share('tax_invoiced', 'tax_refunded'),
    discount,
  };
}

function amountsOf(order: Order, lines: RefundLine[], { arguments: asked = {} }: RefundInput): Amounts {
  const sum = (of: (line: RefundLine) => number): number =>
    price(lines.reduce((all, line) => all + of(line), 0));
  const shipping = shippingOf(order, asked.shipping_amount);
  const lineTax = sum(({ tax }) => tax);
  const allowed = Number(order['tax_invoiced'] ?? 0) - Number(order['tax_refunded'] ?? 0);
  const whole = lines.every(({ item, qty }) => qty === openToRefund(item) || isDummy(order, item));
  const all =
    whole && order.items.every((item) => isDummy(order, item) || openToRefund(item) === qtyOf(lines, item));
  const tax = all && !shipping.isPart ? price(allowed) : price(Math.min(allowed, lineTax + shipping.tax));
  const subtotal = sum(({ row }) => row);
  const discount = sum((line) => line.discount);
  const adjustment = price((asked.adjustment_positive ?? 0) - (asked.adjustment_negative ?? 0));
  return {
    subtotal,
    tax,
    discount,
    shipping: shipping.amount,
    shippingTax: shipping.tax,
    shippingInclTax: shipping.inclTax,
    adjustment,
    total: price(subtotal + tax + shipping.amount - discount + adjustment),
  };
}

function qtyOf(lines: RefundLine[], item: Item): number {
  return lines.find((line) => line.item === item)?.qty ?? 0;
}

/** All that is left where no amount is given (Creditmemo Total Shipping and Tax). */
function shippingOf(
  order: Order,
  asked: number | undefined,
): { amount: number; tax: number; inclTax: number; isPart: boolean } {
  const allowed = order.shipping_amount - Number(order['shipping_refunded'] ?? 0);
  const tax = Number(order['shipping_tax_amount'] ?? 0);
  const leftOfTax = tax - Number(order['shipping_tax_refunded'] ?? 0);
  if (asked !== undefined && price(asked) > price(allowed) + 0.0001) {
    const symbol = SYMBOLS[String(order['base_currency_code'])] ?? '';
    throw MagentoFault.badRequest('Maximum shipping amount allowed to refund is: %1', [
      `${symbol}${allowed.toFixed(2)}`,
    ]);
  }
  const amount = asked === undefined ? allowed : price(asked);
  const part = order.shipping_amount > 0 ? amount / order.shipping_amount : 0;
  const isAll = amount === price(allowed);
  return {
    amount,
    tax: isAll ? cents(leftOfTax) : price(tax * part),
    inclTax: price(Number(order['shipping_incl_tax'] ?? 0) * part),
    isPart: part < 1 && tax > 0,
  };
}

function orderProblems(order: Order): string[] {
  if (['payment_review', 'holded', 'canceled', 'closed'].includes(order.state)) {
    return [`A creditmemo can not be created when an order has a status of ${order.status}`];
  }
  const paid = Number(order['total_paid'] ?? 0);
  const isRefunded = paid > 0 && Math.abs(paid - Number(order['total_refunded'] ?? 0)) < 0.0001;
  return isRefunded ? ['The order does not allow a creditmemo to be created.'] : [];
}

function invoiceProblems(order: Order, invoice: Invoice, store: SandboxStore): string[] {
  const method = String(order.payment['method']);
  const open = Math.abs(invoice.grand_total - Number(invoice['base_total_refunded'] ?? 0)) >= 0.0001;
  return invoice.state === 2 && open && store.methodsThatPayBack.has(method)
    ? []
    : ["We can't create creditmemo for the invoice."];
}

function amountProblems(order: Order, lines: RefundLine[], { total }: Amounts): string[] {
  const refunded = Number(order['total_refunded'] ?? 0);
  const paid = Number(order['total_paid'] ?? 0);
  const leftOfShipping = price(order.shipping_amount) - Number(order['shipping_refunded'] ?? 0);
  return [
    ...(lines.length === 0 && Math.abs(leftOfShipping) < 0.0001
      ? ["You can't create a creditmemo without products."]
      : []),
    ...(price(refunded + total) > price(paid)
      ? [`The most money available to refund is ${cents(paid - refunded)}.`]
      : []),
  ];
}

function lineProblems(order: Order, line: Line): string[] {
  const item = order.items.find((one) => one.item_id === line.order_item_id);
  if (!item) return ['The creditmemo contains product item that is not part of the original order.'];
  return (line.qty ?? 0) <= openToRefund(item) || isDummy(order, item)
    ? []
    : ['The quantity to refund must not be greater than the unrefunded quantity.'];
}

function stockProblems(order: Order, lines: RefundLine[], { arguments: asked }: RefundInput): string[] {
  return (asked?.extension_attributes?.return_to_stock_items ?? []).flatMap((id) => {
    const item = order.items.find((one) => one.item_id === id);
    if (!item) {
      return ['The return to stock argument contains product item that is not part of the original order.'];
    }
    return lines.some((line) => line.item === item)
      ? []
      : [`The "${item.sku}" product is not part of the current creditmemo.`];
  });
}

function giveBack({ item, qty, row, tax, discount }: RefundLine, time: string): void {
  item.qty_refunded += qty;
  item.updated_at = time;
  for (const prefix of ['', 'base_']) {
    addTo(item, `${prefix}amount_refunded`, row);
    addTo(item, `${prefix}tax_refunded`, tax);
    addTo(item, `${prefix}discount_refunded`, discount);
    addTo(item, `${prefix}discount_tax_compensation_refunded`, 0);
  }
}

function bookOn(order: Order, amounts: Amounts, input: RefundInput, online: boolean): void {
  const how = online ? 'online' : 'offline';
  const total = order.extension_attributes.shipping_assignments[0]?.shipping['total'] as
    Record<string, unknown> | undefined;
  for (const prefix of ['', 'base_']) {
    addTo(order, `${prefix}total_refunded`, amounts.total);
    addTo(order, `${prefix}total_${how}_refunded`, amounts.total);
    addTo(order, `${prefix}subtotal_refunded`, amounts.subtotal);
    addTo(order, `${prefix}tax_refunded`, amounts.tax);
    addTo(order, `${prefix}discount_refunded`, -amounts.discount);
    addTo(order, `${prefix}discount_tax_compensation_refunded`, 0);
    addTo(order, `${prefix}adjustment_positive`, input.arguments?.adjustment_positive ?? 0);
    addTo(order, `${prefix}adjustment_negative`, input.arguments?.adjustment_negative ?? 0);
    addTo(order.payment, `${prefix}amount_refunded`, amounts.total);
    addTo(order.payment, `${prefix}shipping_refunded`, amounts.shipping);
    for (const row of [order, ...(total ? [total] : [])]) {
      addTo(row, `${prefix}shipping_refunded`, amounts.shipping);
      addTo(row, `${prefix}shipping_tax_refunded`, amounts.shippingTax);
    }
  }
  order['customer_note_notify'] = Number(input.notify ?? false);
}

/** Complete where nothing is left to invoice and to ship, closed where no money is left either (Sales StateResolver, Handler State). */
function resolve(order: Order): void {
  const before = order.state;
  const canShip = shippable(order).some((item) => openToShip(item) > 0);
  const paid = Number(order['total_paid'] ?? 0);
  const hasMoney = Math.abs(price(paid) - Number(order['total_refunded'] ?? 0)) >= 0.0001;
  const shipped = order.items.reduce((sum, item) => sum + Math.trunc(item.qty_shipped), 0);
  const refunded = order.items
    .filter(({ product_type }) => product_type === 'simple')
    .reduce((sum, item) => sum + Math.trunc(item.qty_refunded), 0);
  const restIsRefunded = shipped > 0 && Number(order['total_qty_ordered']) <= shipped + refunded;
  if (!nothingLeftToInvoice(order)) setState(order, before === 'processing' ? 'processing' : 'new');
  else if (!canShip) setState(order, hasMoney ? 'complete' : 'closed');
  else setState(order, before === 'processing' && restIsRefunded ? 'complete' : 'processing');
}

function addHistory(order: Order, total: number, online: boolean, store: SandboxStore, time: string): void {
  const symbol = SYMBOLS[String(order['order_currency_code'])] ?? '';
  order.status_histories.push({
    comment: `We refunded ${symbol}${total.toFixed(2)} ${online ? 'online' : 'offline'}.`,
    created_at: time,
    entity_id: store.next('history'),
    entity_name: 'creditmemo',
    is_customer_notified: Number(order['customer_note_notify']),
    is_visible_on_front: 0,
    parent_id: order.entity_id,
    ...(order.status === null ? {} : { status: order.status }),
  });
}

/**
 * Of the rows that are named: what never left is only reserved, and comes first; the rest goes back to its source (InventorySales
 * ProcessRefundItems).
 */
function backToStock(
  order: Order,
  { item, qty }: RefundLine,
  { arguments: asked }: RefundInput,
  store: SandboxStore,
): void {
  if (!(asked?.extension_attributes?.return_to_stock_items ?? []).includes(item.item_id)) return;
  const left = store.shipments
    .filter((one) => one.order_id === order.entity_id)
    .flatMap((one) => one.items)
    .filter((one) => one.order_item_id === item.item_id)
    .reduce((sum, one) => sum + one.qty, 0);
  const reserved = Math.max(0, item.qty_invoiced - (item.qty_refunded - qty) - left);
  const back = Math.max(0, qty - reserved);
  const { stock } = store;
  stock.reserve([{ sku: item.sku, qty: qty - back }]);
  if (back > 0) stock.deduct(stock.defaultSource(), [{ sku: item.sku, qty: -back }]);
}

function toCreditMemo(
  order: Order,
  lines: RefundLine[],
  amounts: Amounts,
  input: RefundInput,
  store: SandboxStore,
  time: string,
  invoice: Invoice | undefined,
): CreditMemo {
  const id = store.next('creditMemo');
  const asked = input.arguments ?? {};
  const named = (name: 'adjustment_positive' | 'adjustment_negative'): Record<string, number> =>
    asked[name] === undefined ? {} : { [name]: asked[name] };
  return {
    ...both({
      adjustment: amounts.adjustment,
      ...named('adjustment_positive'),
      ...named('adjustment_negative'),
      discount_amount: amounts.discount === 0 ? 0 : -amounts.discount,
      grand_total: amounts.total,
      discount_tax_compensation_amount: 0,
      shipping_amount: amounts.shipping,
      shipping_incl_tax: amounts.shippingInclTax,
      shipping_tax_amount: amounts.shippingTax,
      subtotal: amounts.subtotal,
      subtotal_incl_tax: price(lines.reduce((sum, line) => sum + inclTax(line), 0)),
      tax_amount: amounts.tax,
    }),
    base_currency_code: order['base_currency_code'],
    base_to_global_rate: 1,
    base_to_order_rate: 1,
    billing_address_id: order['billing_address_id'],
    created_at: time,
    entity_id: id,
    global_currency_code: order['global_currency_code'],
    increment_id: String(id).padStart(9, '0'),
    order_currency_code: order['order_currency_code'],
    order_id: order.entity_id,
    ...(invoice ? { invoice_id: invoice.entity_id } : {}),
    shipping_address_id: Number(order['billing_address_id']) - 1,
    state: 2,
    store_currency_code: order['store_currency_code'],
    store_id: order.store_id,
    store_to_base_rate: 0,
    store_to_order_rate: 0,
    updated_at: time,
    grand_total: amounts.total,
    items: lines.map((line) => memoLine(id, line, store)),
    comments: [],
  };
}

function inclTax({ item, qty }: RefundLine): number {
  return price((Number(item['row_total_incl_tax'] ?? 0) / item.qty_ordered) * qty);
}

function memoLine(memoId: number, line: RefundLine, store: SandboxStore): CreditMemo['items'][number] {
  const { item, qty, row, tax } = line;
  return {
    ...both({
      discount_tax_compensation_amount: 0,
      price: item.price,
      price_incl_tax: Number(item['price_incl_tax'] ?? item.price),
      row_total: row,
      row_total_incl_tax: inclTax(line),
      tax_amount: tax,
      weee_tax_row_disposition: 0,
    }),
    base_cost: null,
    entity_id: store.next('creditMemoItem'),
    name: item.name,
    parent_id: memoId,
    product_id: item['product_id'],
    sku: item.sku,
    order_item_id: item.item_id,
    qty,
    weee_tax_applied: '[]',
    weee_tax_applied_row_amount: 0,
  } as CreditMemo['items'][number];
}

function addTo(row: Record<string, unknown>, field: string, value: number): void {
  row[field] = cents(Number(row[field] ?? 0) + value);
}

/** PHP's rounding to two places, which takes 29.155 for what it says. */
function price(value: number): number {
  return Math.round(value * 100 + Math.sign(value) * 1e-6) / 100;
}
