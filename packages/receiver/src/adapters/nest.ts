import type { Answer, Receiver } from '../receiver.js';
import type { Headers } from '../signature.js';

/** What is used of Nest's `RawBodyRequest`, of Express or Fastify. */
export interface NestRequest {
  headers: Headers;
  rawBody?: Uint8Array | undefined;
}

/**
 * For a controller of an application that is created with `rawBody: true`:
 * `const { status, message } = await receiveInNest(receiver, request)`.
 * @throws Error where the application keeps no raw bodies
 */
export function receiveInNest(receiver: Receiver, request: NestRequest): Promise<Answer> {
  if (!request.rawBody) throw new Error('create the application with { rawBody: true }');
  return receiver.receive(request.headers, request.rawBody);
}
