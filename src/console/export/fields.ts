/**
 * What a file has of each list, in its order: what the list shows, as codes and exact times. Nothing that a list
 * leaves out is here: whoever may see the list may have the file.
 */
export const FIELDS: Record<string, readonly string[]> = {
  orders: words(
    'entity_id increment_id sync_state sync_reason status items payment_method grand_total currency magento_created_at first_seen_at acknowledged_at',
  ),
  operations: words(
    'id entity_id increment_id kind outcome error_code detail attempts requested_by created_at settled_at',
  ),
  deliveries: words(
    'id event_type kind order_code state attempts last_status last_error next_attempt_at created_at settled_at',
  ),
  events: words('id type source names reason repeats looks look_at received_at'),
  runs: words(
    'id stream state started_at window_from window_to pages seen new changed skipped error_code error_message explanation',
  ),
  returns: words(
    'return_order_code entity_id increment_id sync_state order_type items processed awb_number delivery_id created_at updated_at',
  ),
  drift: words(
    'sku source_code state quantity pushed_quantity magento_quantity differs error_code error_message pushed_at magento_checked_at',
  ),
  reconciliations: words(
    'id state started_at created_from created_to orders_magento orders_here differences repaired requested_by error_message',
  ),
  differences: words('id order_code kind reason repaired started_at requested_by'),
  parked: words('entity_id reason tries parked_at next_try_at'),
  audit: words(
    'position at actor actorName action subject storeCode result before after address requestId hash previousHash',
  ),
};

/** As the API calls it. */
export function nameOf(field: string): string {
  if (field === 'entity_id') return 'orderCode';
  return field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function words(text: string): string[] {
  return text.split(' ');
}
