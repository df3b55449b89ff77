import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { HttpService } from '@nestjs/axios';
import { AxiosError, type AxiosResponse } from 'axios';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { firstValueFrom } from 'rxjs';
import { traceCall } from '../platform/tracing/spans.js';
import type { MagentoAnswer } from './error-mapping.js';
import { type MagentoError, MagentoNoAnswerError, MagentoUnreachableError } from './magento.errors.js';

export interface WireRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** JSON text. */
  body?: string;
  timeoutMs: number;
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const USER_AGENT = 'magento-oms-bridge';

/** Failures before a byte of the request can have reached Magento. Everything else leaves its effect in doubt. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EPROTO',
]);

/** One HTTP attempt: no retries, no redirects, any status is an answer. */
export class MagentoTransport {
  private readonly httpAgent: HttpAgent;
  private readonly httpsAgent: HttpsAgent;

  constructor(
    private readonly http: HttpService,
    options: { allowPrivateTargets: boolean; connections: number },
  ) {
    const agent = { keepAlive: true, maxSockets: options.connections, scheduling: 'fifo' as const };
    this.httpAgent = options.allowPrivateTargets
      ? new HttpAgent(agent)
      : new RequestFilteringHttpAgent(agent);
    this.httpsAgent = options.allowPrivateTargets
      ? new HttpsAgent(agent)
      : new RequestFilteringHttpsAgent(agent);
  }

  send(request: WireRequest): Promise<MagentoAnswer> {
    const headers = { ...request.headers };
    return traceCall(`Magento ${request.method}`, request.url, headers, () =>
      this.attempt({ ...request, headers }),
    );
  }

  private async attempt(request: WireRequest): Promise<MagentoAnswer> {
    try {
      return toAnswer(await firstValueFrom(this.http.request<string>(this.axiosConfig(request))));
    } catch (error) {
      throw toTransportError(error, request);
    }
  }

  close(): void {
    this.httpAgent.destroy();
    this.httpsAgent.destroy();
  }

  private axiosConfig(request: WireRequest): object {
    return {
      method: request.method,
      url: withQuery(request.url, request.query),
      headers: {
        accept: 'application/json',
        'user-agent': USER_AGENT,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      data: request.body,
      // Text, not axios' parsed data: whether a body is JSON is for the error mapping to say.
      responseType: 'text',
      transformResponse: [(data: unknown) => data],
      transformRequest: [(data: unknown) => data],
      timeout: request.timeoutMs,
      signal: AbortSignal.timeout(request.timeoutMs),
      maxRedirects: 0,
      maxContentLength: MAX_ANSWER_BYTES,
      validateStatus: () => true,
      proxy: false,
      httpAgent: this.httpAgent,
      httpsAgent: this.httpsAgent,
    };
  }
}

/** Brackets and all reserved characters are encoded, so that PHP decodes exactly what OAuth signed. */
export function withQuery(url: string, query: Record<string, string>): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? url : `${url}?${pairs.join('&')}`;
}

function toAnswer(response: AxiosResponse<string>): MagentoAnswer {
  const headers: MagentoAnswer['headers'] = {};
  for (const [name, value] of Object.entries(response.headers)) headers[name.toLowerCase()] = String(value);
  return { status: response.status, headers, text: response.data ?? '' };
}

function toTransportError(error: unknown, request: WireRequest): MagentoError {
  const code = error instanceof AxiosError ? (error.code ?? '') : '';
  const cause = error instanceof Error ? error.message : String(error);
  const what = `${request.method} ${request.url.replace(/^https?:\/\/[^/]+/, '')}`;
  if (/is private IP address|is meta IP address|is not allowed/.test(cause)) {
    const advice = 'Set ALLOW_PRIVATE_TARGETS=true if that is meant.';
    return new MagentoUnreachableError(`Magento lies on a private address, which is refused. ${advice}`, {
      cause: error,
    });
  }
  if (NEVER_SENT.has(code) || /TLS connection was established/.test(cause)) {
    return new MagentoUnreachableError(`Magento cannot be reached: ${cause}`, { cause: error });
  }
  return new MagentoNoAnswerError(`No answer from Magento to ${what}: ${cause}`, { cause: error });
}
