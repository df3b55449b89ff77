import { Agent as HttpAgent, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { time } from '../platform/time/time.js';

/** An address that does not take the connection in this time counts as unreachable. */
const CONNECT_MS = 10_000;

type Created = (error: Error | null, socket?: Duplex) => void;
type Connect = (options: object) => Duplex;

/**
 * Hands a socket to its request only once it is connected (and TLS is agreed on). So a request without a socket has sent
 * nothing, for certain, and what a request checks when it gets its socket is checked right before the first byte.
 */
function whenConnected(connect: Connect, ready: 'connect' | 'secureConnect') {
  return (options: object, created: Created): undefined => {
    const began = time.instant();
    const socket = connect(options);
    const timer = time.after(CONNECT_MS, () => socket.destroy(tooLate()));
    const failed = (error: Error): void => {
      timer.stop();
      created(error);
    };
    socket.once('error', failed);
    socket.once(ready, () => {
      timer.stop();
      socket.removeListener('error', failed);
      // A process that was frozen meanwhile gets here before its timers.
      if (time.elapsedMs(began) <= time.limitMs(CONNECT_MS)) return created(null, socket);
      socket.destroy();
      created(tooLate());
    });
    return undefined;
  };
}

function tooLate(): Error {
  return Object.assign(new Error(`no connection within ${CONNECT_MS / 1000} s`), { code: 'ETIMEDOUT' });
}

export interface Agents {
  http: HttpAgent;
  https: HttpsAgent;
}

export function connectedAgents(options: AgentOptions, allowPrivateTargets: boolean): Agents {
  const http = allowPrivateTargets ? new HttpAgent(options) : new RequestFilteringHttpAgent(options);
  const https = allowPrivateTargets ? new HttpsAgent(options) : new RequestFilteringHttpsAgent(options);
  for (const [agent, ready] of [
    [http, 'connect'],
    [https, 'secureConnect'],
  ] as const) {
    const connect = agent.createConnection.bind(agent) as unknown as Connect;
    Object.assign(agent, { createConnection: whenConnected(connect, ready) });
  }
  return { http, https };
}
