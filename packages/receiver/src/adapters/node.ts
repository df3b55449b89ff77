import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Receiver } from '../receiver.js';

const MOST_BYTES = 4 * 1024 * 1024;

/** For `createServer` of node:http. */
export function nodeListener(
  receiver: Receiver,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(receiver, request, response).catch(() => response.destroy());
  };
}

async function answer(receiver: Receiver, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) return end(response, 413, 'the body is too long');
  const { status, message } = await receiver.receive(request.headers, body);
  end(response, status, message);
}

/** @returns undefined where it is too long */
export async function readBody(request: AsyncIterable<unknown>): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function end(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}
