import { type ClientRequest, type ClientRequestArgs, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import type { GuardedAgents } from './guarded-agents.js';

/** A request as it is, with nothing of its body sent yet. */
export function openRequest(
  agents: GuardedAgents,
  url: URL,
  options: { method: string; headers: Record<string, string>; signal?: AbortSignal },
): ClientRequest {
  return url.protocol === 'https:'
    ? httpsRequest(url, { ...options, agent: agents.https })
    : httpRequest(url, { ...options, agent: agents.http });
}

/** One HTTP exchange, with an answer as text: no redirects, no proxy, any status is an answer. */
@Injectable()
export class OutgoingHttp {
  constructor(private readonly http: HttpService) {}

  /**
   * By axios itself: the Observable around it cancels each request once it is answered, which costs more than to map the answer.
   * @param opened the request has its socket
   */
  exchange(
    agents: GuardedAgents,
    config: AxiosRequestConfig<string>,
    opened: (request: ClientRequest) => void,
  ): Promise<AxiosResponse<string>> {
    return this.http.axiosRef.request<string>({
      ...config,
      responseType: 'text',
      transformResponse: [(data: unknown) => data],
      transformRequest: [(data: unknown) => data],
      maxRedirects: 0,
      validateStatus: () => true,
      proxy: false,
      httpAgent: agents.http,
      httpsAgent: agents.https,
      ...{ transport: watched(opened) },
    });
  }
}

/** Node's own client, seen at the moment when a request gets its (connected) socket. */
function watched(opened: (request: ClientRequest) => void): object {
  return {
    request: (options: ClientRequestArgs, answered: () => void): ClientRequest => {
      const send = options.protocol === 'https:' ? httpsRequest : httpRequest;
      const request = send(options, answered);
      request.prependOnceListener('socket', () => opened(request));
      return request;
    },
  };
}
