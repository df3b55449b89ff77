import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** A caller's `X-Request-Id` is kept when it is harmless to log; else one is made. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** JSON lines. Requests are logged by method, path and status only: never headers, bodies or query values. */
export function loggerOptions(level: string): Params {
  return {
    pinoHttp: {
      level,
      quietReqLogger: true,
      genReqId: (request) => (request as IncomingMessage & { id?: string }).id ?? requestIdOf(request),
      customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'warn' : 'debug'),
      customAttributeKeys: { reqId: 'requestId' },
      serializers: {
        req: (request: { method: string; url: string }) => ({
          method: request.method,
          path: request.url.split('?')[0],
        }),
        // TypeORM's errors carry the query's parameters, which may be personal data.
        err: ({ name, message, stack, code }: Error & { code?: string }) => ({
          type: name,
          message,
          code,
          stack,
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
    },
  };
}
