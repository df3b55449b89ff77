import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { DatabaseRelay } from '../support/database-relay.js';
import { keptDirectory } from '../support/keeper.js';
import { freePort } from '../support/service-process.js';
import { give, type Programs, run, signal, withChildren } from './programs.js';

/** Seconds. The shortest that Patroni allows: a primary that is gone is replaced after the first of them. */
const DYNAMIC = {
  ttl: 20,
  loop_wait: 3,
  retry_timeout: 5,
  primary_start_timeout: 0,
  synchronous_mode: true,
  postgresql: { use_pg_rewind: true, use_slots: true },
};

const PARAMETERS = {
  shared_buffers: '32MB',
  max_connections: 100,
  unix_socket_directories: '',
  wal_log_hints: 'on',
  // Of processes that are killed nothing is lost that was handed to the kernel.
  fsync: 'off',
};

const ACCESS = ['host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust'];

interface Follower {
  state: string;
  sync_state: string;
}

async function relayTo(port: number): Promise<DatabaseRelay> {
  return DatabaseRelay.start(`postgresql://127.0.0.1:${port}/`);
}

function portOf({ url }: DatabaseRelay): number {
  return Number(new URL(url).port);
}

/** PostgreSQL under Patroni. All that reaches it, and its own way to etcd, go through relays: its network. */
export class Node {
  private readonly directory = keptDirectory('bridge-ha-');
  private patroni: ChildProcess;
  private relays: DatabaseRelay[] = [];
  private frozen: number[] = [];
  private restPort: number;
  /** As others reach them. */
  port: number;
  checkPort: number;

  constructor(
    readonly name: string,
    private readonly programs: Programs,
  ) {}

  async start(etcd: number[]): Promise<void> {
    const [pgPort, restPort] = [await freePort(), await freePort()];
    const [pg, rest, ...ways] = await Promise.all([pgPort, restPort, ...etcd].map(relayTo));
    this.relays = [pg!, rest!, ...ways];
    [this.port, this.checkPort, this.restPort] = [portOf(pg!), portOf(rest!), restPort];
    chmodSync(this.directory, 0o711);
    mkdirSync(join(this.directory, 'postgres'), { mode: 0o700 });
    give(join(this.directory, 'postgres'));
    const address = (port: number): string => `127.0.0.1:${port}`;
    const config = {
      scope: 'bridge',
      name: this.name,
      restapi: { listen: address(restPort), connect_address: address(this.checkPort) },
      etcd3: { hosts: ways.map((way) => address(portOf(way))), use_proxies: true },
      bootstrap: { dcs: DYNAMIC, initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }] },
      postgresql: {
        listen: address(pgPort),
        connect_address: address(this.port),
        data_dir: join(this.directory, 'postgres'),
        bin_dir: this.programs.postgres,
        pg_hba: ACCESS,
        parameters: PARAMETERS,
        authentication: {
          superuser: { username: 'postgres', password: 'postgres' },
          replication: { username: 'replicator', password: 'replicator' },
          rewind: { username: 'postgres', password: 'postgres' },
        },
      },
    };
    writeFileSync(join(this.directory, 'patroni.json'), JSON.stringify(config));
    this.begin();
  }

  private begin(): void {
    const config = join(this.directory, 'patroni.json');
    this.patroni = run(this.programs.patroni, [config], join(this.directory, 'patroni.log'));
  }

  /** That receive what it writes, where one of them is in step. */
  async followers(): Promise<number> {
    const url = `http://127.0.0.1:${this.restPort}/patroni`;
    const { replication = [] } = await fetch(url, { signal: AbortSignal.timeout(2000) })
      .then((answer) => answer.json() as Promise<{ replication?: Follower[] }>)
      .catch(() => ({ replication: [] }));
    const streaming = replication.filter(({ state }) => state === 'streaming');
    return streaming.some(({ sync_state }) => sync_state === 'sync') ? streaming.length : 0;
  }

  async isPrimary(): Promise<boolean> {
    const url = `http://127.0.0.1:${this.restPort}/primary`;
    return fetch(url, { signal: AbortSignal.timeout(1000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async switchTo(other: Node): Promise<void> {
    const body = JSON.stringify({ leader: this.name, candidate: other.name });
    const answer = await fetch(`http://127.0.0.1:${this.restPort}/switchover`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`Patroni switches over to nobody: ${await answer.text()}`);
  }

  /** For one that was the primary: what it would take now would be lost. @throws Error where a commit is answered */
  async demandNoWrites(): Promise<void> {
    const connectionString = `postgresql://postgres@127.0.0.1:${this.port}/postgres`;
    for (let tries = 0; tries < 20; tries++) {
      const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1000, query_timeout: 1000 });
      client.on('error', () => undefined);
      const isTaken = await client
        .connect()
        .then(() => client.query(`CREATE TABLE taken_${Date.now()} ()`))
        .then(
          () => true,
          () => false,
        );
      void client.end().catch(() => undefined);
      if (isTaken) throw new Error(`${this.name} takes writes, and is the primary no more.`);
    }
  }

  private processes(): number[] {
    const file = join(this.directory, 'postgres', 'postmaster.pid');
    const postmaster = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
    return [this.patroni.pid!, postmaster ?? []].flat().flatMap(withChildren);
  }

  kill(): void {
    signal(this.processes(), 'SIGKILL');
  }

  restart(): void {
    this.begin();
  }

  freeze(): void {
    this.frozen = this.processes();
    signal(this.frozen, 'SIGSTOP');
  }

  thaw(): void {
    signal(this.frozen, 'SIGCONT');
  }

  /** Packets are lost on the way: nobody notices at once. */
  cut(): void {
    for (const relay of this.relays) relay.freeze();
  }

  /** What was on its way is lost. */
  join(): void {
    for (const relay of this.relays) {
      relay.cut();
      relay.thaw();
    }
  }

  get log(): string {
    return join(this.directory, 'patroni.log');
  }

  close(): void {
    this.thaw();
    this.patroni.kill('SIGTERM');
    for (const relay of this.relays) relay.close();
  }
}
