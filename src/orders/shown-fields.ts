import type { MagentoOrder } from '../magento/magento.types.js';
import { KNOWN_PATHS, OTHER_TAXES } from './total-attributes.js';
import type { StoreSettings } from '../stores/dto/store-settings.dto.js';

/** Paths of what `mapOrder` reads of an order, names joined by dots (shown-fields.spec.ts proves that none is missing). */
const ORDER = [
  ...['entity_id', 'increment_id', 'store_id', 'state', 'status', 'created_at', 'updated_at'],
  ...['coupon_code', 'customer_note', 'customer_email', 'order_currency_code', 'base_currency_code'],
  ...['original_increment_id', 'edit_increment', 'relation_parent_id', 'relation_parent_real_id'],
  ...['relation_child_id', 'relation_child_real_id', 'payment.method', 'payment.parent_id'],
  ...['grand_total', 'subtotal', 'shipping_amount', 'tax_amount', 'discount_amount', 'base_to_order_rate'],
  ...['base_grand_total', 'base_subtotal', 'base_shipping_amount', 'base_tax_amount', 'base_discount_amount'],
  'extension_attributes.gift_message',
];
const ITEM = [
  ...['item_id', 'order_id', 'parent_item_id', 'product_id', 'sku', 'name', 'product_type', 'is_virtual'],
  ...['qty_ordered', 'qty_canceled', 'qty_refunded', 'qty_shipped', 'price', 'price_incl_tax', 'row_total'],
  ...['row_total_incl_tax', 'original_price', 'discount_amount', 'tax_amount'],
  ...['discount_tax_compensation_amount', 'weee_tax_applied_row_amount', 'extension_attributes.gift_message'],
  'product_option.extension_attributes.giftcard_item_option',
  'product_option.extension_attributes.custom_options',
];
/** Of rows in the shop's own currency: only an order in another one needs them. */
const BASE_ITEM = [
  ...[
    'base_price',
    'base_price_incl_tax',
    'base_original_price',
    'base_row_total',
    'base_row_total_incl_tax',
  ],
  ...['base_tax_amount', 'base_discount_amount', 'base_discount_tax_compensation_amount'],
  'base_weee_tax_applied_row_amnt',
];
const ADDRESS = [
  ...['prefix', 'firstname', 'middlename', 'lastname', 'suffix', 'company', 'street', 'city', 'region'],
  ...['region_code', 'postcode', 'country_id', 'email', 'telephone'],
];
const TAX = ['item_id', 'type', ...['code', 'title', 'percent', 'amount'].map((f) => `applied_taxes.${f}`)];

const under = (path: string, fields: string[]): string[] => fields.map((field) => `${path}.${field}`);

const ALWAYS = [
  ...ORDER,
  ...under('items', [...ITEM, ...BASE_ITEM]),
  ...under('billing_address', [...ADDRESS, 'parent_id']),
  ...under('extension_attributes.shipping_assignments.shipping.address', ADDRESS),
  ...under('extension_attributes.item_applied_taxes', TAX),
  ...KNOWN_PATHS,
  ...OTHER_TAXES,
];

/** A request line of 8 KB is what web servers take; brackets and commas are written as three characters. */
const LONGEST = 6000;

/**
 * `fields` of a list that shows all that is stored of an order, and nothing else; undefined where a setting names a field
 * that Magento's filter cannot say: the filter knows letters, digits and `_`.
 */
export function shownFieldsOf({ customFields, totalAttributes }: StoreSettings): string | undefined {
  const chosen = [...customFields, ...totalAttributes].flatMap(({ path }) => pathsOf(path));
  const paths = [...ALWAYS.flatMap(pathsOf), ...chosen];
  if (paths.some((path) => !/^\w+(\.\w+)*$/.test(path))) return undefined;
  const fields = `items[${written(treeOf(paths))}],total_count`;
  return encodeURIComponent(fields).length > LONGEST ? undefined : fields;
}

/** The path itself without what it says of lists, and the fields by which it chooses entries of them. */
function pathsOf(path: string): string[] {
  const steps = path.match(/[^.[\]]+(?:\[[^\]]*\])?/g) ?? [];
  const names = steps.map((step) => step.replace(/\[.*$/, ''));
  const choosing = steps.flatMap((step, i) => {
    const field = /\[([^=\]]+)=/.exec(step)?.[1];
    return field === undefined ? [] : [[...names.slice(0, i + 1), field].join('.')];
  });
  return [names.join('.'), ...choosing];
}

/** Null is a field that is shown whole, also where another path names a part of it. */
type Tree = Map<string, Tree | null>;

function treeOf(paths: string[]): Tree {
  const tree: Tree = new Map();
  for (const path of paths) add(tree, path.split('.'));
  return tree;
}

function add(tree: Tree, [name, ...rest]: string[]): void {
  const below = tree.get(name!);
  if (below === null) return;
  if (rest.length === 0) {
    tree.set(name!, null);
    return;
  }
  const inner: Tree = below ?? new Map<string, Tree | null>();
  tree.set(name!, inner);
  add(inner, rest);
}

function written(tree: Tree): string {
  return [...tree].map(([name, inner]) => (inner ? `${name}[${written(inner)}]` : name)).join(',');
}

/** A line whose parent is in the line only: the short list leaves it out there, as it repeats the parent for each line. */
export function hidesParent({ items }: MagentoOrder): boolean {
  if (!Array.isArray(items)) return false;
  const ids = new Set(items.map((item) => Number(item?.item_id)));
  return items.some((item) => item?.parent_item_id && !ids.has(Number(item.parent_item_id)));
}
