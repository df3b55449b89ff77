import type { AgentOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { GuardedAgents } from '../platform/outgoing/guarded-agents.js';
import type { TargetRules } from '../platform/outgoing/target-rules.js';
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

export function connectedAgents(options: AgentOptions, rules: TargetRules): GuardedAgents {
  const agents = new GuardedAgents(rules, options);
  for (const [agent, ready] of [
    [agents.http, 'connect'],
    [agents.https, 'secureConnect'],
  ] as const) {
    const connect = agent.createConnection.bind(agent) as unknown as Connect;
    Object.assign(agent, { createConnection: whenConnected(connect, ready) });
  }
  return agents;
}
