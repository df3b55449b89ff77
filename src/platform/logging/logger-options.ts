import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import type { DestinationStream } from 'pino';

/** What Nest says of its own start, a line for each module and route. */
const NEST_ROUTINE = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);
const INFO = 30;

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** A caller's `X-Request-Id` is kept when it is harmless to log; else one is made. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/**
 * JSON lines, or lines for reading on a terminal. Requests are logged by method, path and status only: never headers, bodies or
 * query values.
 */
export function loggerOptions(level: string, stream?: DestinationStream): Params {
  return {
    pinoHttp: {
      level,
      stream,
      hooks: {
        logMethod(args, method, levelOfLine) {
          const { context } = (args[0] ?? {}) as { context?: string };
          const isRoutine = levelOfLine === INFO && NEST_ROUTINE.has(context ?? '');
          if (!isRoutine || this.isLevelEnabled('debug')) method.apply(this, args);
        },
      },
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
