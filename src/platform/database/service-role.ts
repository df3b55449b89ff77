import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { EntityManager } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { dataSourceOptions, rowsOf, withDataSource } from './data-source.js';

/** Its words say all that there is to do. */
export class DatabaseNotReadyError extends Error {}

/** What the role of a URL may do with our tables. */
export interface Standing {
  /** It may change them, or make them where there are none. */
  owns: boolean;
  /** Migrations that are still to be run. */
  pending: string[];
}

const SCHEMAS = ['public', 'audit', 'pgboss'];
/** Everything that the service does not write itself. */
const READ_ONLY = new Set(['public.migrations', 'public.audit_chain', 'public.audit_head']);
const AUDIT_LOG = 'public.audit_log';
/** Not `at`: when it was is for the database to say. */
const AUDIT_COLUMNS = 'actor, action, subject, before, after, request_id, address, store_code, result';

export function standingOf(url: string): Promise<Standing> {
  return withDataSource({ ...dataSourceOptions(url), extra: { max: 1 } }, async ({ manager }) => {
    const [found] = await rowsOf<{ made: boolean; owns: boolean; reads: boolean }>(
      manager,
      `SELECT c.oid IS NOT NULL AS made, coalesce(has_table_privilege(c.oid, 'SELECT'), false) AS reads,
         coalesce(pg_has_role(c.relowner, 'USAGE'), has_schema_privilege('public', 'CREATE')) AS owns
       FROM (SELECT to_regclass('public.migrations') AS oid) t LEFT JOIN pg_class c ON c.oid = t.oid`,
    );
    const { made, owns, reads } = found!;
    const names = migrations.map(({ name }) => name);
    if (!made || !reads) return { owns, pending: names };
    const done = await rowsOf<{ name: string }>(manager, 'SELECT name FROM migrations');
    const known = new Set(done.map(({ name }) => name));
    return { owns, pending: names.filter((name) => !known.has(name)) };
  });
}

/** Role, and the password it signs in with. */
export function roleOf(url: string): { role: string; password: string } {
  const { username, password } = new URL(url);
  return { role: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/**
 * Makes the role of the service where there is none. The password goes out as its SCRAM verifier, so that no log of the database
 * has it.
 * @throws DatabaseNotReadyError where the owner may not make roles
 */
export async function ensureServiceRole(manager: EntityManager, url: string): Promise<void> {
  const { role, password } = roleOf(url);
  const [found] = await rowsOf<{ known: boolean; may: boolean }>(
    manager,
    `SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) AS known, rolsuper OR rolcreaterole AS may
     FROM pg_roles WHERE rolname = current_user`,
    [role],
  );
  if (found!.known) return;
  const name = pg.escapeIdentifier(role);
  if (!found!.may || password === '') {
    throw new DatabaseNotReadyError(
      `There is no role ${role}, as which DATABASE_URL signs in. Let an administrator run: ` +
        `CREATE ROLE ${name} LOGIN PASSWORD '…';`,
    );
  }
  await manager.query(`CREATE ROLE ${name} LOGIN PASSWORD ${pg.escapeLiteral(scramVerifierOf(password))}`);
  // Behind a pooler the service cannot ask for it.
  await manager.query(`ALTER ROLE ${name} SET idle_in_transaction_session_timeout = '60s'`);
}

/** All that the service needs, and nothing else: no change of tables, no change of the audit log. Repeated after each migration. */
export async function grantToService(manager: EntityManager, role: string): Promise<void> {
  const to = pg.escapeIdentifier(role);
  const tables = await rowsOf<{ name: string; kind: string }>(
    manager,
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind AS kind
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p', 'v', 'S') AND pg_has_role(c.relowner, 'USAGE')
     ORDER BY c.relkind, 1`,
    [SCHEMAS],
  );
  await manager.transaction(async (owner) => {
    await owner.query(`GRANT USAGE ON SCHEMA ${SCHEMAS.join(', ')} TO ${to}`);
    for (const { name, kind } of tables) await owner.query(grantsOf(name, kind, to));
    const [may] = await rowsOf<{ create: boolean }>(
      owner,
      `SELECT has_schema_privilege($1, 'public', 'CREATE') AS create`,
      [role],
    );
    // Databases made before PostgreSQL 15 let everybody make tables here.
    if (may!.create) await owner.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  });
}

function grantsOf(name: string, kind: string, to: string): string {
  if (kind === 'S') return `GRANT USAGE, SELECT ON SEQUENCE ${name} TO ${to}`;
  const first = `REVOKE ALL ON ${name} FROM ${to}; GRANT SELECT ON ${name} TO ${to}`;
  if (kind === 'v' || READ_ONLY.has(name)) return first;
  if (name === AUDIT_LOG) return `${first}; GRANT INSERT (${AUDIT_COLUMNS}) ON ${name} TO ${to}`;
  return `${first}; GRANT INSERT, UPDATE, DELETE ON ${name} TO ${to}`;
}

/** As PostgreSQL keeps it (RFC 5803). */
function scramVerifierOf(password: string): string {
  const salt = randomBytes(16);
  const rounds = 4096;
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const keyOf = (what: string): Buffer => createHmac('sha256', salted).update(what).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  const server = keyOf('Server Key').toString('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${server}`;
}
