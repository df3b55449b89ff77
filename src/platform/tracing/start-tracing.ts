import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { GuardedAgents } from '../outgoing/guarded-agents.js';
import { TargetRules } from '../outgoing/target-rules.js';

/** A collector that does not answer must not hold a shutdown for long. */
const EXPORT_MS = 5000;

/** Sends spans to an OpenTelemetry collector. @param endpoint its base address. @returns ends it, after the last span */
export function startTracing(endpoint: string): () => Promise<void> {
  const agents = new GuardedAgents(TargetRules.forOperators(), { keepAlive: true });
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    httpAgentOptions: (protocol) => (protocol === 'https:' ? agents.https : agents.http),
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'magento-oms-bridge' }),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: EXPORT_MS })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return async () => {
    await provider.shutdown();
    agents.destroy();
  };
}
