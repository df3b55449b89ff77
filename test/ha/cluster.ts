import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptDirectory } from '../support/keeper.js';
import { freePort } from '../support/service-process.js';
import { until } from '../support/until.js';
import { Node } from './node.js';
import { findPrograms, give, type Programs, run } from './programs.js';

const NAMES = ['n1', 'n2', 'n3'];

/** As docs/operations.md says. */
const HAPROXY = (port: number, nodes: Node[]): string => `global
  maxconn 1000
defaults
  mode tcp
  timeout connect 4s
  timeout client 1h
  timeout server 1h
  timeout check 3s
listen primary
  bind 127.0.0.1:${port}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
${nodes.map((node) => `  server ${node.name} 127.0.0.1:${node.port} check port ${node.checkPort}`).join('\n')}
`;

/** As docs/operations.md says. */
const PGBOUNCER = (port: number, behind: number, users: string): string => `[databases]
bridge = host=127.0.0.1 port=${behind} dbname=bridge
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = 30
max_client_conn = 400
server_connect_timeout = 4
server_login_retry = 1
query_wait_timeout = 10
idle_transaction_timeout = 60
`;

/** Three nodes, three of etcd, HAProxy before them, and PgBouncer before that. */
export class Cluster {
  readonly nodes: Node[];
  private readonly directory = keptDirectory('bridge-ha-');
  private readonly etcd = new Map<number, ChildProcess>();
  private readonly etcdArgs = new Map<number, string[]>();
  private haproxy: ChildProcess;
  private pgbouncer: ChildProcess;
  private pgbouncerFile: string;
  /** PostgreSQL itself, of whichever node is the primary. */
  directPort: number;
  pooledPort: number;

  private constructor(private readonly programs: Programs) {
    this.nodes = NAMES.map((name) => new Node(name, programs));
  }

  static async start(): Promise<Cluster> {
    const cluster = new Cluster(findPrograms());
    chmodSync(cluster.directory, 0o755);
    await cluster.startEtcd();
    for (const node of cluster.nodes) await node.start([...cluster.etcd.keys()]);
    await cluster.startWay();
    await until(async () => ((await cluster.isWhole()) ? true : undefined));
    return cluster;
  }

  private async startEtcd(): Promise<void> {
    const members = await Promise.all(
      NAMES.map(async (name) => ({ name, client: await freePort(), peer: await freePort() })),
    );
    const all = members.map(({ name, peer }) => `${name}=http://127.0.0.1:${peer}`).join(',');
    for (const { name, client, peer } of members) {
      const directory = join(this.directory, `etcd-${name}`);
      mkdirSync(directory, { mode: 0o700 });
      give(directory);
      const [clientUrl, peerUrl] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
      const args = [
        ...['--name', name, '--data-dir', directory, '--initial-cluster', all],
        ...['--listen-client-urls', clientUrl, '--advertise-client-urls', clientUrl],
        ...['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl],
      ];
      this.etcdArgs.set(client, args);
      this.beginEtcd(client);
    }
  }

  private beginEtcd(port: number): void {
    this.etcd.set(port, run(this.programs.etcd, this.etcdArgs.get(port)!, this.logOf('etcd')));
  }

  private async startWay(): Promise<void> {
    [this.directPort, this.pooledPort] = [await freePort(), await freePort()];
    const file = join(this.directory, 'haproxy.cfg');
    writeFileSync(file, HAPROXY(this.directPort, this.nodes));
    this.haproxy = run(this.programs.haproxy, ['-db', '-f', file], this.logOf('haproxy'));
    const users = join(this.directory, 'users.txt');
    writeFileSync(users, '"bridge_service" "service-password"\n');
    this.pgbouncerFile = join(this.directory, 'pgbouncer.ini');
    writeFileSync(this.pgbouncerFile, PGBOUNCER(this.pooledPort, this.directPort, users));
    this.beginPgbouncer();
  }

  private beginPgbouncer(): void {
    this.pgbouncer = run(this.programs.pgbouncer, [this.pgbouncerFile], this.logOf('pgbouncer'));
  }

  async restartPgbouncer(): Promise<void> {
    const ended = new Promise((done) => this.pgbouncer.once('exit', done));
    this.pgbouncer.kill('SIGKILL');
    await ended;
    this.beginPgbouncer();
  }

  /** @returns brings it back */
  async loseEtcdLeader(): Promise<() => void> {
    for (const [port, child] of this.etcd) {
      const body = JSON.stringify({});
      const answer = await fetch(`http://127.0.0.1:${port}/v3/maintenance/status`, { method: 'POST', body });
      const { header, leader } = (await answer.json()) as { header: { member_id: string }; leader: string };
      if (header.member_id !== leader) continue;
      child.kill('SIGKILL');
      return () => this.beginEtcd(port);
    }
    throw new Error('etcd has no leader.');
  }

  async primary(): Promise<Node> {
    return until(async () => {
      for (const node of this.nodes) if (await node.isPrimary()) return node;
      return undefined;
    });
  }

  /** One primary, and two that follow it, one of them in step. */
  async isWhole(): Promise<boolean> {
    const primary = await Promise.all(this.nodes.map((node) => node.isPrimary()));
    const leader = this.nodes[primary.indexOf(true)];
    return leader !== undefined && (await leader.followers()) === NAMES.length - 1;
  }

  logOf(name: string): string {
    return join(this.directory, `${name}.log`);
  }

  close(): void {
    for (const node of this.nodes) node.close();
    for (const child of [this.pgbouncer, this.haproxy, ...this.etcd.values()]) child.kill('SIGTERM');
  }
}
