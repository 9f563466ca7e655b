import type { CallError } from '../../domain/outcome.ts';

/** Why a call failed, in a stable word and in one sentence for people. */
export interface Failure {
  readonly error: CallError;
  readonly message: string;
}

/** A failure that this module's code raises itself and carries through undici as an Error. */
export class CallFailure extends Error {
  readonly failure: Failure;

  constructor(error: CallError, message: string) {
    super(message);
    this.failure = { error, message };
  }
}

/** Classifies what the dialler, undici, TLS or the socket raised. Total: what is unknown is connection_failed. */
export function failureOf(error: Error): Failure {
  if (error instanceof CallFailure) return error.failure;
  const code = codeOf(error);
  const known = failuresByCode.get(code);
  if (known !== undefined) return known;
  if (code === 'UND_ERR_SOCKET') return socketFailure(error);
  if (code.startsWith('HPE_')) {
    return { error: 'invalid_response', message: `The endpoint's answer is not valid HTTP/1.1 (${code}).` };
  }
  return {
    error: 'connection_failed',
    message: `The connection failed (${code === '' ? error.message : code}).`,
  };
}

/**
 * Whether the error is what one sees when the other side closed the connection before it read the request: after
 * such an error on a connection kept alive, the request may be sent again.
 */
export function isClosedByPeer(error: Error): boolean {
  const code = codeOf(error);
  return code === 'ECONNRESET' || code === 'EPIPE' || (code === 'UND_ERR_SOCKET' && !isMisbehaviour(error));
}

const closed: Failure = {
  error: 'connection_closed',
  message: 'The endpoint closed the connection before its answer was complete.',
};

const headersTooLarge: Failure = {
  error: 'headers_too_large',
  message: 'The headers of the answer are larger than is accepted.',
};

const failuresByCode: ReadonlyMap<string, Failure> = new Map<string, Failure>([
  ['ECONNREFUSED', { error: 'connection_refused', message: 'The endpoint refused the connection.' }],
  ['ETIMEDOUT', { error: 'timeout', message: 'The endpoint could not be reached in time.' }],
  ['ECONNRESET', closed],
  ['EPIPE', closed],
  // An answer that ended before its announced length, or inside a chunk.
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', closed],
  ['HPE_INVALID_EOF_STATE', closed],
  ['UND_ERR_HEADERS_OVERFLOW', headersTooLarge],
  ['HPE_HEADER_OVERFLOW', headersTooLarge],
]);

function socketFailure(error: Error): Failure {
  if (!isMisbehaviour(error)) return closed;
  return {
    error: 'invalid_response',
    message: 'The endpoint answered with a status that fits no POST request.',
  };
}

/** undici tells an unasked 100 or 101 from a closed connection only by the message. */
function isMisbehaviour(error: Error): boolean {
  return error.message === 'bad response' || error.message === 'bad upgrade';
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
