import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.js';
import { type BridgeOptions, Sender } from './sender.js';

export { SignInError, type BridgeOptions } from './sender.js';
export type { operations, paths } from './api.js';

/** Calls by method and path; answers are `{ data }` or `{ error }`, an error is a problem of the service. */
export type Bridge = Client<paths>;
/** What is sent and answered, by its name in the document. */
export type Schemas = components['schemas'];

/** Nothing is sent before the first call. */
export function connect(options: BridgeOptions): Bridge {
  const { baseUrl, storeCode } = options;
  const client = createClient<paths>({
    baseUrl,
    headers: storeCode === undefined ? {} : { 'x-store-code': storeCode },
  });
  const sender = new Sender(options);
  client.use({ onRequest: ({ request, schemaPath }) => sender.send(request, schemaPath) });
  return client;
}
