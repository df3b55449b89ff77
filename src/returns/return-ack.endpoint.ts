import { EVERY_EVENT, type EndpointRoutes, type Sample } from '../deliveries/delivery-routes.js';
import { TEST_TYPE } from '../deliveries/delivery.types.js';

export enum AcknowledgementType {
  Processed = 'RETURN_PROCESSED',
  /** A second one, that takes the place of the first. */
  Corrected = 'RETURN_CORRECTED',
}

/** Where the merchant takes acknowledgements of returns. The document's verb, at the configured address. */
export const RETURN_ACK = {
  kind: 'RETURN_ACK',
  routes: { [EVERY_EVENT]: { method: 'PUT' } },
  test: {
    types: [TEST_TYPE, ...Object.values(AcknowledgementType)],
    body: (sample) =>
      sample.type === TEST_TYPE
        ? { notificationType: TEST_TYPE, storeCode: sample.storeCode, sentAt: sample.at.toISOString() }
        : acknowledgementSample(sample),
  },
  mayShare: true,
} satisfies EndpointRoutes;

/** The document's form has no place that says that it is a test: its codes do. */
function acknowledgementSample({ type, orderCode }: Sample): object {
  return {
    returnOrderCode: orderCode,
    forwardOrderCode: orderCode,
    locationCode: 'TEST-WAREHOUSE',
    orderItems: [
      {
        itemCode: 'TEST-ITEM',
        channelSkuCode: 'TEST-SKU',
        qcStatus: 'FAIL',
        qcReason: 'DAMAGED',
        imageUrls: ['https://example.com/image.jpg'],
      },
    ],
    ...((type as AcknowledgementType) === AcknowledgementType.Corrected ? { correction: true } : {}),
  };
}
