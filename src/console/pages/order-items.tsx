import type { VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { Count, Money, text } from '../views/cells.js';
import { Icon } from '../views/icons.js';
import { counted } from '../../words/kinds.js';

/** Parts of the grand total, where the order has them. */
const PARTS: [string, string, number][] = [
  ['Items', 'subtotal', 1],
  ['Discount', 'discount', -1],
  ['Shipping', 'shipping', 1],
  ['Tax', 'tax', 1],
  ['Cash on delivery fee', 'cod_fee', 1],
  ['Store credit', 'store_credit', -1],
  ['Not explained', 'adjustment', 1],
];

export function Items({ order, items }: { order: Row; items: Row[] }): VNode {
  const currency = order['currency'];
  const units = items.reduce((sum, { ordered }) => sum + Number(ordered), 0);
  return (
    <section class="panel" aria-labelledby="items">
      <header>
        <h2 id="items">Items</h2>
        <span class="muted small push">
          {counted(items.length, 'line')}, {counted(units, 'unit')}
        </span>
      </header>
      <table class="table four" role="table">
        <caption class="hide">Items</caption>
        <thead role="rowgroup">
          <tr role="row">
            <Heads labels={['Item', 'Price', 'Ordered', 'Cancelled', 'Shipped', 'Refunded', 'Total']} />
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map((item, index) => (
            <Item key={index} item={item} currency={currency} />
          ))}
        </tbody>
        <tfoot role="rowgroup">
          {PARTS.filter(([name, column]) => name === 'Items' || Number(order[column]) !== 0).map(
            ([name, column, sign]) => (
              <tr key={name} role="row">
                <td role="cell" colSpan={6} class="r muted">
                  {name}
                </td>
                <td role="cell" class="r">
                  <Money
                    amount={String(
                      sign * Math.abs(Number(order[column])) * Math.sign(Number(order[column]) || 1),
                    )}
                    currency={currency}
                  />
                </td>
              </tr>
            ),
          )}
          <tr role="row">
            <td role="cell" colSpan={6} class="r">
              <b>Grand total</b>
            </td>
            <td role="cell" class="r">
              <b>
                <Money amount={order['grand_total']} currency={currency} />
              </b>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Heads({ labels }: { labels: string[] }): VNode {
  return (
    <>
      {labels.map((label, index) => (
        <th key={label} scope="col" role="columnheader" class={index === 0 ? undefined : 'r'}>
          {label}
        </th>
      ))}
    </>
  );
}

function Item({ item, currency }: { item: Row; currency: unknown }): VNode {
  return (
    <tr role="row">
      <td role="cell" class="main">
        <span class="thumb" aria-hidden="true">
          <Icon name="box" />
        </span>
        {text(item['name']) || text(item['sku'])}
        <small class="mono">{text(item['sku'])}</small>
      </td>
      <td role="cell" class="r" data-l="Price">
        <Money amount={item['price']} currency={currency} />
      </td>
      {(['ordered', 'cancelled', 'shipped', 'refunded'] as const).map((name) => (
        <td key={name} role="cell" class="r" data-l={name.charAt(0).toUpperCase() + name.slice(1)}>
          <Count of={item[name]} />
        </td>
      ))}
      <td role="cell" class="r" data-l="Total">
        <Money amount={item['total']} currency={currency} />
      </td>
    </tr>
  );
}
