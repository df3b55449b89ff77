/** Members that name goods, parcels and documents, never a person: all others may hold a customer's data. */
const OPEN = new Set([
  ...[
    'forwardOrderCode',
    'forwardShipmentCode',
    'forwardAwb',
    'courierName',
    'notificationType',
    'notificationUpdateTime',
  ],
  ...[
    'orderCode',
    'parentOrderCode',
    'orderItemCode',
    'channelSkuCode',
    'channelSkuId',
    'sku',
    'itemId',
    'itemCode',
  ],
  ...[
    'quantity',
    'warehouseCode',
    'locationCode',
    'returnOrderCode',
    'returnOrderId',
    'returnAwb',
    'transporter',
    'awbNumber',
  ],
  // What is written to Magento.
  ...['order_item_id', 'qty', 'capture', 'notify', 'appendComment', 'carrier_code', 'is_visible_on_front'],
  ...['invoiceId', 'invoiceStatus', 'documentType', 'shipmentId', 'qcStatus', 'orderType', 'type', 'test'],
]);
const MASK = '••••••';

/** A body as it may stand on a page: its whole form, and the values that are nobody's. */
export function masked(value: unknown, name = ''): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((one) => masked(one, name));
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, masked(of, key)]));
  }
  return OPEN.has(name) ? value : MASK;
}

/** An address without what may be secret in it: the values of its query. */
export function maskedUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  for (const name of new Set(parsed.searchParams.keys())) parsed.searchParams.set(name, MASK);
  parsed.username = '';
  parsed.password = '';
  return decodeURI(parsed.href).replaceAll(encodeURIComponent(MASK), MASK);
}

/** For a terminal; secrets are left for whoever runs it to fill in. */
export function curl(of: { method: string; url: string; headers: string[]; body?: unknown }): string {
  const headers = of.headers.map(
    (name) => ` \\\n  -H '${name}: ${name.toLowerCase() === 'content-type' ? 'application/json' : MASK}'`,
  );
  const body = of.body === undefined ? '' : ` \\\n  --data ${quoted(JSON.stringify(of.body))}`;
  return `curl -X ${of.method} ${quoted(of.url)}${headers.join('')}${body}`;
}

function quoted(words: string): string {
  return `'${words.replaceAll("'", `'\\''`)}'`;
}
