import { errors } from 'undici';
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

/**
 * Classifies what the dialler, undici, TLS or the socket raised; `headersRead` tells whether the headers of an answer
 * had come before it. Total: what is unknown is connection_failed.
 */
export function failureOf(error: Error, headersRead: boolean): Failure {
  if (error instanceof CallFailure) return error.failure;
  if (error instanceof errors.HTTPParserError) return endedEarly(error) ? closed : invalid;
  // undici takes any error of an answer that has announced a length for a wrong length.
  if (error instanceof errors.ResponseContentLengthMismatchError) return headersRead ? closed : invalid;
  if (error instanceof errors.SocketError) return isMisbehaviour(error) ? misplaced : closed;
  const code = codeOf(error);
  const known = failuresByCode.get(code);
  if (known !== undefined) return known;
  const cause = code === '' || error instanceof errors.InvalidArgumentError ? error.message : code;
  return { error: 'connection_failed', message: `The connection failed (${cause}).` };
}

/**
 * Whether the error is what one sees when the other side closed the connection before it read the request: after
 * such an error on a connection kept alive, the request may be sent again.
 */
export function isClosedByPeer(error: Error): boolean {
  if (error instanceof errors.SocketError) return !isMisbehaviour(error);
  return failuresByCode.get(codeOf(error)) === closed;
}

const closed: Failure = {
  error: 'connection_closed',
  message: 'The endpoint closed the connection before its answer was complete.',
};

const invalid: Failure = {
  error: 'invalid_response',
  message: "The endpoint's answer is not valid HTTP/1.1.",
};

const misplaced: Failure = {
  error: 'invalid_response',
  message: 'The endpoint gave an answer that fits no POST request.',
};

const failuresByCode: ReadonlyMap<string, Failure> = new Map<string, Failure>([
  ['ECONNREFUSED', { error: 'connection_refused', message: 'The endpoint refused the connection.' }],
  ['ETIMEDOUT', { error: 'timeout', message: 'The endpoint could not be reached in time.' }],
  ['ECONNRESET', closed],
  ['EPIPE', closed],
  // undici's own checks, raised while it reads an answer that no server should give.
  ['ERR_ASSERTION', invalid],
  [
    'UND_ERR_HEADERS_OVERFLOW',
    { error: 'headers_too_large', message: 'The headers of the answer are larger than is accepted.' },
  ],
]);

/** llhttp tells the end of the connection inside an answer from other errors only by the message. */
function endedEarly(error: Error): boolean {
  return error.message.includes('Invalid EOF state');
}

/** undici tells an unasked 100 or 101, or a second answer, from a closed connection only by the message. */
function isMisbehaviour(error: Error): boolean {
  return error.message === 'bad response' || error.message === 'bad upgrade';
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
