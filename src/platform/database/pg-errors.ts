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

/** PostgreSQL gone or restarting: class 08, 57P0x, no connection left, or a socket that never reached it. */
export function isConnectionFailure(error: unknown): boolean {
  const { driverError, code } = (error ?? {}) as { driverError?: { code?: unknown }; code?: unknown };
  const message = error instanceof Error ? error.message : '';
  return (
    /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(String(driverError?.code ?? code)) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(message)
  );
}
