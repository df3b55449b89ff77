/**
 * Classes of SQLSTATE that say nothing of the rows of a statement: connection, transaction, sign-in, deadlock, a schema
 * that is not ours, resources, locks, shutdown (PostgreSQL, appendix A).
 */
const NOT_ABOUT_ROWS = new Set([
  '08',
  '0A',
  '25',
  '26',
  '28',
  '3D',
  '3F',
  '40',
  '42',
  '53',
  '55',
  '57',
  '58',
  'XX',
]);

/** The code of an error that came by way of TypeORM or straight from the driver. `EPIPE` is none: all codes of PostgreSQL have a digit. */
function sqlState(error: unknown): string | undefined {
  const { driverError, code } = error as { driverError?: { code?: unknown }; code?: unknown };
  const state = driverError?.code ?? code;
  return typeof state === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(state) ? state : undefined;
}

export function isDeadlock(error: unknown): boolean {
  return sqlState(error) === '40P01';
}

/** Somebody else had the lock for too long, or each of two waited for the other. */
export function isLockTimeout(error: unknown): boolean {
  return ['55P03', '40P01'].includes(sqlState(error) ?? '');
}

/** A value that was given as a parameter is none of its type, or out of its range (SQLSTATE class 22). */
export function isAboutParameters(error: unknown): boolean {
  return sqlState(error)?.startsWith('22') === true;
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === '23505';
}

/** What a row refers to is not there, or not any more. */
export function isForeignKeyViolation(error: unknown): boolean {
  return sqlState(error) === '23503';
}

/** PostgreSQL does not take what is in one of the rows; the statement may pass without that row. */
export function isAboutRows(error: unknown): boolean {
  const state = sqlState(error);
  return state !== undefined && !NOT_ABOUT_ROWS.has(state.slice(0, 2));
}

/**
 * PostgreSQL gone, restarting or failing over: what poolers say too (class 08), a server that takes no writes (25006), a session that
 * was ended (25P03, 57P0x), no connection left (53300).
 */
const AWAY = /^(08...|25006|25P03|57P0[1235]|53300)$/;
const UNREACHED = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
]);
/** Of the driver, which gives them no code. */
const LOST = /Connection terminated|timeout exceeded when trying to connect|is not queryable/;

/** The database is away for the moment; what was asked of it may have been done. */
export function isConnectionFailure(error: unknown): boolean {
  const { driverError, code } = (error ?? {}) as { driverError?: { code?: unknown }; code?: unknown };
  const which = String(driverError?.code ?? code);
  return AWAY.test(which) || UNREACHED.has(which) || (error instanceof Error && LOST.test(error.message));
}
