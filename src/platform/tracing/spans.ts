import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';

/** Does nothing until {@link startTracing} is called. */
const tracer = trace.getTracer('magento-oms-bridge');

declare module 'fastify' {
  interface FastifyRequest {
    span?: Span;
  }
}

/** A span for each request, within the caller's trace (W3C traceparent). Named by route: never a query or a body. */
export function traceRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const caller = propagation.extract(context.active(), request.headers);
    const route = request.routeOptions.url ?? 'unknown';
    const attributes = {
      'http.request.method': request.method,
      'http.route': route,
      'bridge.request_id': request.id,
    };
    request.span = tracer.startSpan(
      `${request.method} ${route}`,
      { kind: SpanKind.SERVER, attributes },
      caller,
    );
    context.with(trace.setSpan(caller, request.span), done);
  });
  // The body's last byte comes in the connection's context, not in that of the request.
  fastify.addHook('preValidation', (request, _reply, done) => {
    context.with(trace.setSpan(context.active(), request.span!), done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    request.span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) request.span?.setStatus({ code: SpanStatusCode.ERROR });
    request.span?.end();
    done();
  });
}

/** A span for a call to another server. `headers` get the traceparent. */
export function traceCall<T extends { status: number }>(
  name: string,
  url: string,
  headers: Record<string, string>,
  call: () => Promise<T>,
): Promise<T> {
  const { host, pathname } = new URL(url);
  const attributes = { 'server.address': host, 'url.path': pathname };
  return tracer.startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    propagation.inject(context.active(), headers);
    try {
      const answer = await call();
      span.setAttribute('http.response.status_code', answer.status);
      if (answer.status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
      return answer;
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
      throw error;
    } finally {
      span.end();
    }
  });
}
