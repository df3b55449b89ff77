const LEFT = (row: string): string =>
  `${row}.quantity_ordered - ${row}.quantity_cancelled - ${row}.quantity_refunded`;

/**
 * Of a changed order's lines: those that are new, gone, or another quantity of which is left. `$lines` are the new ones,
 * `order_item` the old.
 */
const CHANGED_LINES = `
  SELECT jsonb_agg(jsonb_build_object('orderItemCode', item_id::text, 'channelSkuCode', coalesce(l.sku, i.sku),
      'from', trim_scale(${LEFT('i')})::text, 'to', trim_scale(${LEFT('l')})::text) ORDER BY item_id)
  FROM (SELECT * FROM order_item WHERE order_id = w.id OFFSET 0) i
  FULL JOIN (SELECT * FROM lines WHERE lines.order_id = w.id) l USING (item_id)
  WHERE (i.sku, ${LEFT('i')}) IS DISTINCT FROM (l.sku, ${LEFT('l')})`;

/**
 * Part of the statement that stores orders (orders.repository): what of each order is another than before. A statement sees tables
 * as they were before it, so these are the old rows. What is reported has no personal data: an address is only named.
 */
export const CHANGES = `
  SELECT w.id,
    CASE WHEN w.state = 'holded' AND b.state IS DISTINCT FROM 'holded' THEN 'ORDER_PUT_ON_HOLD'
      WHEN b.state = 'holded' AND w.state IS DISTINCT FROM 'holded' THEN 'ORDER_TAKEN_OFF_HOLD' END AS kind,
    jsonb_strip_nulls(jsonb_build_object(
      'changes', nullif(to_jsonb(array_remove(ARRAY[
        CASE WHEN (b.status, b.state) IS DISTINCT FROM (w.status, w.state) THEN 'status' END,
        CASE WHEN b.shipping_address IS DISTINCT FROM n.shipping_address THEN 'shippingAddress' END,
        CASE WHEN b.billing_address IS DISTINCT FROM n.billing_address THEN 'billingAddress' END,
        CASE WHEN b.lines IS NOT NULL THEN 'lines' END,
        CASE WHEN b.grand_total <> n.grand_total THEN 'total' END,
        CASE WHEN b.payment_code IS DISTINCT FROM n.payment_code THEN 'payment' END,
        CASE WHEN (b.notes, b.custom_fields) IS DISTINCT FROM (n.notes, n.custom_fields) THEN 'details' END,
        CASE WHEN b.links IS DISTINCT FROM n.links THEN 'links' END], NULL)), '[]'),
      'lines', b.lines,
      'successor', CASE WHEN b.links IS DISTINCT FROM n.links THEN n.links -> 'successor' END)) AS summary
  FROM written w
  JOIN incoming n ON n.entity_id = w.entity_id
  CROSS JOIN LATERAL (
    SELECT o.*, (${CHANGED_LINES}) AS lines FROM "order" o WHERE o.id = w.id OFFSET 0) b
  WHERE NOT w.inserted`;
