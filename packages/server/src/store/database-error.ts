/**
 * What a rejected statement means. `away`: the database cannot be reached, is starting or stopping, or has no room;
 * the same statement will do later. `conflict`: a deadlock or a serialisation failure; the same statement will do at
 * once. `refused`: the statement or its values are wrong; again would be the same.
 */
export type DatabaseErrorKind = 'away' | 'conflict' | 'refused';

export function databaseErrorKind(error: unknown): DatabaseErrorKind {
  const code = codeOf(error);
  if (code === null) return 'refused';
  if (conflictCodes.has(code)) return 'conflict';
  return awayCodes.has(code) || awayClasses.has(code.slice(0, 2)) ? 'away' : 'refused';
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** SQLSTATE: serialisation failure, deadlock detected, lock not available. */
const conflictCodes = new Set(['40001', '40P01', '55P03']);

/** SQLSTATE classes: connection exception, insufficient resources, system error. */
const awayClasses = new Set(['08', '53', '58']);

const awayCodes = new Set([
  // SQLSTATE: query cancelled (the statement timeout), admin and crash shutdown, cannot connect now, idle timeouts.
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '25P03',
  // A standby that has taken the place of the server, or has not been made the server yet.
  '25006',
  // The driver's own words for a connection that is not there.
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  // The system's words for the same.
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether a statement was rejected because a row with the same unique key exists. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === uniqueViolation;
}

const uniqueViolation = '23505';
