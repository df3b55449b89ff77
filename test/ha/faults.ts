import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/until.js';
import type { Cluster } from './cluster.js';
import type { Node } from './node.js';

export interface Fault {
  name: string;
  /** Whether another node has to take over. */
  failsOver: boolean;
  strike(cluster: Cluster, primary: Node): Promise<void>;
  /** Once the service writes again. */
  repair(): Promise<void>;
}

/** Longer than Patroni waits for a primary (`ttl`), and for what comes after. */
const LONGER_THAN_TTL_MS = 30_000;

let repairs: (() => unknown)[] = [];

async function repair(): Promise<void> {
  for (const one of repairs) await one();
  repairs = [];
}

async function another(cluster: Cluster, than: Node): Promise<Node> {
  return until(async () => {
    for (const node of cluster.nodes) if (node !== than && (await node.isPrimary())) return node;
    return undefined;
  });
}

function kill(_cluster: Cluster, primary: Node): Promise<void> {
  primary.kill();
  repairs.push(() => primary.restart());
  return Promise.resolve();
}

const standbyOf = (cluster: Cluster, primary: Node): Node => cluster.nodes.find((node) => node !== primary)!;

export const FAULTS: Fault[] = [
  { name: 'primary killed', failsOver: true, strike: kill, repair },
  {
    name: 'primary frozen for longer than it is waited for',
    failsOver: true,
    strike: async (cluster, primary) => {
      primary.freeze();
      repairs.push(
        () => primary.thaw(),
        () => primary.demandNoWrites(),
      );
      await another(cluster, primary);
    },
    repair,
  },
  {
    name: 'primary cut from the network',
    failsOver: true,
    strike: async (cluster, primary) => {
      primary.cut();
      repairs.push(
        () => primary.join(),
        () => primary.demandNoWrites(),
      );
      await Promise.race([another(cluster, primary), sleep(LONGER_THAN_TTL_MS)]);
    },
    repair,
  },
  {
    name: 'switched over',
    failsOver: true,
    strike: async (cluster, primary) => {
      const followers = cluster.nodes.filter((node) => node !== primary);
      // Only the one in step may take over; Patroni refuses the other.
      for (const node of followers) {
        const done = await primary.switchTo(node).then(
          () => true,
          () => false,
        );
        if (done) return;
      }
      throw new Error('Patroni switches over to nobody.');
    },
    repair,
  },
  {
    name: 'a standby killed',
    failsOver: false,
    strike: (cluster, primary) => kill(cluster, standbyOf(cluster, primary)),
    repair,
  },
  {
    name: 'pooler restarted',
    failsOver: false,
    strike: (cluster) => cluster.restartPgbouncer(),
    repair,
  },
  {
    name: 'leader of etcd killed',
    failsOver: false,
    strike: async (cluster) => void repairs.push(await cluster.loseEtcdLeader()),
    repair,
  },
  {
    name: 'primary killed, and the pooler with it',
    failsOver: true,
    strike: async (cluster, primary) => {
      await kill(cluster, primary);
      await cluster.restartPgbouncer();
    },
    repair,
  },
];
