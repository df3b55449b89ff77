import type { IncomingMessage } from 'node:http';
import type { CustomFetch } from 'openid-client';
import type { GuardedAgents } from '../../platform/outgoing/guarded-agents.js';
import { openRequest } from '../../platform/outgoing/outgoing-http.js';

const MOST_BYTES = 1024 * 1024;

/** No answer was got: the provider is not to be reached now, or not at all from here. */
export class ProviderUnreachableError extends Error {}

/** `fetch` over agents that look at where a connection leads: no redirects, at most 1 MiB read. */
export function guardedFetch(agents: GuardedAgents): CustomFetch {
  return async (address, { method, headers, body, signal }) => {
    try {
      return await new Promise<Response>((done, fail) => {
        const request = openRequest(agents, new URL(address), { method, headers, signal });
        request.on('error', fail);
        let answered = false;
        request.once('response', (response) => {
          answered = true;
          void toResponse(response).then(done, fail);
        });
        // The end of an answer that is none, as 101, for which there is no other event.
        request.once('close', () => {
          if (!answered) fail(new Error('the connection was closed without an answer'));
        });
        request.end(textOf(body));
      });
    } catch (error) {
      throw new ProviderUnreachableError('The provider cannot be reached.', { cause: error });
    }
  };
}

async function toResponse(message: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error(`the answer is longer than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const status = message.statusCode ?? 0;
  if (status >= 500) throw new Error(`answered ${status}`);
  const hasBody = status !== 204 && status !== 304;
  return new Response(hasBody ? Buffer.concat(chunks) : null, { status, headers });
}

/** The library sends forms only. */
function textOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined;
  return body instanceof URLSearchParams || typeof body === 'string' ? String(body) : unknownBody();
}

function unknownBody(): never {
  throw new Error('A body that is no form');
}
