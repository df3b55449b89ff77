import type { OpenAPIObject } from '@nestjs/swagger';

/** What a name in a path means. One name means one thing, wherever it stands. */
const MEANINGS: Record<string, string> = {
  backfillId: 'Id of the backfill, from the answer that began it.',
  channelId: 'Id of the alert channel, from the answer that made it.',
  clientId: 'Id of the API client.',
  courier: "The courier's name in the store's setting `couriers`.",
  deliveryId: 'Id of the delivery, from GET /deliveries.',
  differenceId: 'Id of the difference, from the comparison that found it.',
  erasureId: 'Id of the erasure, from the answer that began it.',
  kind: 'Kind of endpoint: which messages it receives.',
  manifestCode: 'Code of the manifest, from the answer that made it.',
  notificationId: 'Id of the event, from GET /notifications.',
  operationId: 'Id of the write, from its answer or its error.',
  orderCode: "The order: Magento's entity_id.",
  reconciliationId: 'Id of the comparison, from the answer that began it.',
  returnOrderCode: "The channel's id of the return, as it was announced.",
  shipmentCode:
    "The parcel: Magento's shipment id, or P-{shipmentId} where Magento has none before handover.",
  sku: "Magento's SKU, percent-encoded.",
  storeCode: 'Code of the store (authDomainName, X-Store-Code).',
  stream: 'The question that is asked of Magento.',
};

interface Operation {
  parameters?: { name: string; description?: string }[];
}

/** Controllers name a parameter of the path and say no more; here it gets its meaning. */
export function describeParameters(document: OpenAPIObject): void {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[]);
  for (const parameter of operations.flatMap(({ parameters = [] }) => parameters)) {
    const meaning = MEANINGS[parameter.name];
    if (!parameter.description && meaning) parameter.description = meaning;
  }
}
