import type { CallError } from '../../domain/outcome.ts';

/** Why a call failed, in a stable word and in one sentence for people. */
export interface Failure {
  readonly error: CallError;
  readonly message: string;
}

/** A failure that this module's code raises itself and carries as an Error. */
export class CallFailure extends Error {
  readonly failure: Failure;

  constructor(error: CallError, message: string) {
    super(message);
    this.failure = { error, message };
  }
}

/**
 * Classifies what the dialler, TLS or the socket raised. Total: what is unknown is connection_failed.
 */
export function failureOf(error: Error): Failure {
  if (error instanceof CallFailure) return error.failure;
  const code = codeOf(error);
  const known = failuresByCode.get(code);
  if (known !== undefined) return known;
  const cause = code === '' ? error.message : code;
  return { error: 'connection_failed', message: `The connection failed (${cause}).` };
}

/** What a connection is told of as when its other side closed it inside an exchange, without an error. */
export function closedByPeer(): CallFailure {
  return new CallFailure(closed.error, closed.message);
}

/**
 * Whether the error is what one sees when the other side closed the connection before it read the request: after
 * such an error on a connection kept alive, the request may be sent again.
 */
export function isClosedByPeer(error: Error): boolean {
  return failureOf(error).error === 'connection_closed';
}

const closed: Failure = {
  error: 'connection_closed',
  message: 'The endpoint closed the connection before its answer was complete.',
};

const failuresByCode: ReadonlyMap<string, Failure> = new Map<string, Failure>([
  ['ECONNREFUSED', { error: 'connection_refused', message: 'The endpoint refused the connection.' }],
  ['ETIMEDOUT', { error: 'timeout', message: 'The endpoint could not be reached in time.' }],
  ['ECONNRESET', closed],
  ['EPIPE', closed],
]);

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
