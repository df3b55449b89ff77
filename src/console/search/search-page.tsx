import type { VNode } from 'preact';
import type { Row } from '../listings/listing.js';
import { Empty } from '../views/blocks.js';
import { address, text } from '../views/cells.js';
import { Icon, type IconName } from '../views/icons.js';
import { type Frame, Layout } from '../views/layout.js';
import { counted, eventTitle, writeName } from '../../words/kinds.js';
import { FEW, type Found } from './search.read-model.js';
import { auditActionInWords } from '../words/audit.js';

interface Way {
  icon: IconName;
  label: string;
  what: string;
  href: string;
}

interface Kind {
  icon: IconName;
  what: string;
  label: (label: string) => string;
  to: (id: string) => { path: string; more?: Record<string, string> };
}

const asIs = (label: string): string => label;
const orderOf = (id: string): { path: string } => ({ path: `orders/${id}` });

const KINDS: Record<Found['kind'], Kind> = {
  write: {
    icon: 'write',
    what: 'Write to Magento',
    label: writeName,
    to: (id) => ({ path: `operations/${id}` }),
  },
  delivery: { icon: 'send', what: 'Delivery', label: eventTitle, to: (id) => ({ path: `deliveries/${id}` }) },
  shipment: { icon: 'truck', what: 'Shipment, on the page of its order', label: asIs, to: orderOf },
  invoice: { icon: 'list', what: 'Invoice, on the page of its order', label: asIs, to: orderOf },
  manifest: {
    icon: 'truck',
    what: 'Parcel of a manifest, on the page of its order',
    label: asIs,
    to: orderOf,
  },
  audit: {
    icon: 'list',
    what: 'What this request did, in the audit log',
    label: auditActionInWords,
    to: (requestId) => ({ path: 'audit', more: { requestId } }),
  },
  return: { icon: 'back', what: 'Return, on the page of its order', label: asIs, to: orderOf },
  stock: { icon: 'layers', what: 'Stock', label: asIs, to: (sku) => ({ path: 'drift', more: { sku } }) },
};

/** Where each thing is shown; an order that is found itself is not shown a second time for its parcel. */
export function wayTo({ orders, things }: { orders: Row[]; things: Found[] }, store: string): Way[] {
  const codes = new Set(orders.map((row) => text(row['entity_id'])));
  const ofOrders = orders.slice(0, FEW).map((row): Way => {
    const code = text(row['entity_id']);
    return {
      icon: 'box',
      label: text(row['increment_id']),
      what: `Order, code ${code}`,
      href: address(`orders/${code}`, store),
    };
  });
  const others = things
    .filter(({ kind, id }) => !(KINDS[kind].to === orderOf && codes.has(id)))
    .map(({ kind, id, label }): Way => {
      const { icon, what, label: inWords, to } = KINDS[kind];
      const { path, more } = to(id);
      return { icon, label: inWords(label), what, href: address(path, store, more) };
    });
  return [...ofOrders, ...others];
}

export function SearchPage(props: { frame: Frame; q: string; found: Way[]; orders: number }): VNode {
  const { frame, q, found, orders } = props;
  return (
    <Layout
      frame={frame}
      title={q === '' ? 'Search' : `“${q}”`}
      here="search"
      about={
        found.length > 0
          ? `${counted(found.length, 'thing is', 'things are')} called so in store ${frame.store}`
          : undefined
      }
    >
      {found.length === 0 ? (
        <section class="panel" aria-label="Nothing found">
          <Empty title={`Nothing here in store ${frame.store}`} icon="search">
            The search takes the whole of an order’s number or code, AWB, SKU, e-mail address, return,
            shipment, invoice, manifest, write, delivery or request.
          </Empty>
        </section>
      ) : (
        <ol class="panel">
          {found.map(({ icon, label, what, href }) => (
            <li class="check" key={href}>
              <Icon name={icon} />
              <div>
                <a href={href}>{label}</a>
                <p>{what}</p>
              </div>
              <span />
            </li>
          ))}
        </ol>
      )}
      {orders > FEW && (
        <p>
          <a href={address('orders', frame.store, { q })}>All orders of “{q}”</a>
        </p>
      )}
    </Layout>
  );
}
