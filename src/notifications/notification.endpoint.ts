import { EVERY_EVENT, type EndpointRoutes } from '../deliveries/delivery-routes.js';
import { TEST_TYPE } from '../deliveries/delivery.types.js';
import { sampleBody } from './notification-samples.js';
import { NotificationType } from './notification-types.js';
import { LANGUAGES } from './status-texts/status-text.js';

const TYPES = Object.values(NotificationType);

/** Where the merchant takes notifications. The document's verb, at the configured address. */
export const NOTIFICATION = {
  kind: 'NOTIFICATION',
  routes: { [EVERY_EVENT]: { method: 'POST' } },
  test: {
    types: [TEST_TYPE, ...TYPES],
    body: (sample) =>
      sample.type === TEST_TYPE
        ? { notificationType: TEST_TYPE, storeCode: sample.storeCode, sentAt: sample.at.toISOString() }
        : sampleBody(sample),
  },
  choices: { types: TYPES, languages: LANGUAGES },
  mayShare: true,
} satisfies EndpointRoutes;
