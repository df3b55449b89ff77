import type { Receiver } from '../receiver.js';
import type { Headers } from '../signature.js';
import { readBody } from './node.js';

/** What is used of Express' request and response; so Express is no dependency. */
export interface ExpressRequest extends AsyncIterable<unknown> {
  headers: Headers;
  body?: unknown;
}
export interface ExpressResponse {
  status(code: number): { json(body: unknown): unknown };
}

/** Nobody waits for an answer any more. */
const BROKEN_OFF = null;

/**
 * For `app.all('/hooks', expressHandler(receiver))`. Put it in front of `express.json()`, or behind
 * `express.raw({ type: '*\/*', limit: '4mb' })`: what was parsed before has lost its signature.
 */
export function expressHandler(
  receiver: Receiver,
): (request: ExpressRequest, response: ExpressResponse) => Promise<void> {
  return async (request, response) => {
    const { body: given } = request;
    if (given !== undefined && !(given instanceof Uint8Array)) {
      response.status(500).json({ message: 'the body was parsed before its signature could be checked' });
      return;
    }
    // Express 4 lets a rejection end the process.
    const body = given ?? (await readBody(request).catch(() => BROKEN_OFF));
    if (body === BROKEN_OFF) return;
    if (body === undefined) return void response.status(413).json({ message: 'the body is too long' });
    const { status, message } = await receiver.receive(request.headers, body);
    response.status(status).json({ message });
  };
}
