import { lookup } from 'node:dns';
import { type AgentOptions, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type LookupFunction, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as tlsConnect, type TLSSocket } from 'node:tls';
import { literalAddress, RefusedTargetError, type TargetRules } from './target-rules.js';

type Created = (error: Error | null, socket?: Duplex) => void;
type Refuse = (error: Error) => Duplex | undefined;

/**
 * Every connection of ours to anything but the database begins here. The name is resolved by the connection itself, and the
 * addresses that were looked at are those that it may take: there is no second look at which a name could lead elsewhere.
 */
export class GuardedAgents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;

  constructor(rules: TargetRules, options: AgentOptions) {
    this.http = guard(new HttpAgent(options), rules);
    this.https = guard(new HttpsAgent(options), rules);
  }

  destroy(): void {
    this.http.destroy();
    this.https.destroy();
  }
}

/** A TLS connection by itself. An IP address is sent as no server name: RFC 6066 has none for it. */
export function guardedTls(rules: TargetRules, url: URL): TLSSocket {
  const host = literalAddress(url.hostname) ?? url.hostname;
  if (!mayTry(rules, host)) throw new RefusedTargetError(host);
  const servername = literalAddress(host) === undefined ? { servername: host } : {};
  return tlsConnect({
    host,
    port: Number(url.port || 443),
    ...servername,
    lookup: guardedLookup(rules),
  });
}

function guard<T extends HttpAgent>(agent: T, rules: TargetRules): T {
  const connect = agent.createConnection.bind(agent) as (options: object, created?: Created) => Duplex;
  const createConnection = (
    options: { host?: string | null },
    created?: Created,
  ): Duplex | null | undefined => {
    const host = options.host ?? 'localhost';
    if (!mayTry(rules, host)) return refusing(created)(new RefusedTargetError(host));
    return connect({ ...options, lookup: guardedLookup(rules) }, created);
  };
  return Object.assign(agent, { createConnection });
}

/** A name is looked at when it is resolved; an address is not resolved. */
function mayTry(rules: TargetRules, host: string): boolean {
  const literal = literalAddress(host);
  return literal === undefined || rules.allows(literal);
}

function refusing(created: Created | undefined): Refuse {
  return (error) => {
    if (!created) return new Socket().destroy(error);
    created(error);
    return undefined;
  };
}

export function guardedLookup(rules: TargetRules): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      if (found.length === 0 || !found.every(({ address }) => rules.allows(address))) {
        return done(new RefusedTargetError(hostname), []);
      }
      if (options.all) return done(null, found);
      done(null, found[0]!.address, found[0]!.family);
    });
  };
}
