/**
 * What came of one HTTP call, as a value: a call never throws. `answered` means that a status line and the
 * whole (bounded) response came in time; everything else says why not.
 */
export type Outcome =
  | {
      readonly kind: 'answered';
      readonly statusCode: number;
      readonly responseHeaders: Readonly<Record<string, string>>;
      /** UTF-8 text, cut after responseBodyStoredBytesMax. */
      readonly responseBody: string;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'failed';
      readonly error: CallError;
      /** For people, one sentence, without secrets. */
      readonly message: string;
      /** Of the partial answer, where a status line came before the failure. */
      readonly statusCode: number;
      readonly responseHeaders: Readonly<Record<string, string>> | null;
      readonly responseBody: string | null;
      readonly durationMs: number;
    };

/** Why a call got no whole answer. */
export type CallError =
  | 'timeout'
  | 'dns'
  | 'connection_refused'
  | 'connection_failed'
  | 'connection_closed'
  | 'tls'
  | 'blocked_target'
  | 'headers_too_large'
  | 'response_too_large'
  | 'invalid_response';

/** The stored kind of a failed attempt: a CallError, or what the endpoint answered. */
export type ErrorKind = CallError | 'redirect' | 'client_error' | 'server_error' | 'unexpected_status';

/** Null for a success: any 2xx, whole and in time. */
export function errorKindOf(outcome: Outcome): ErrorKind | null {
  if (outcome.kind === 'failed') return outcome.error;
  const { statusCode } = outcome;
  if (statusCode >= 200 && statusCode < 300) return null;
  if (statusCode >= 300 && statusCode < 400) return 'redirect';
  if (statusCode >= 400 && statusCode < 500) return 'client_error';
  if (statusCode >= 500 && statusCode < 600) return 'server_error';
  return 'unexpected_status';
}
