import type { TestApp } from './test-app.js';

export interface Route {
  method: string;
  url: string;
}

/** From Fastify's own listing, which has a line for each path, and its methods in brackets. */
export function servedRoutes(bridge: TestApp): Route[] {
  const listing = bridge.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const parents: string[] = [];
  const routes: Route[] = [];
  for (const line of listing.split('\n')) {
    const match = /^([│ ]*)[├└]── (.+?) \(([A-Z, ]+)\)$/.exec(line);
    const node = match ?? /^([│ ]*)[├└]── (.+)$/.exec(line);
    if (!node) continue;
    const depth = node[1]!.length / 4;
    parents.length = depth;
    parents.push(node[2]!);
    if (!match) continue;
    for (const method of match[3]!.split(', ')) {
      if (method !== 'HEAD' && method !== 'OPTIONS') routes.push({ method, url: parents.join('') });
    }
  }
  return routes;
}
