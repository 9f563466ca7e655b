import type { ApiFailure, ApiResult, ErrorCode } from '@belfry/api';

/** A call that did not succeed, as TanStack Query wants it: thrown. `failure` is what the client answered. */
export class ApiError extends Error {
  readonly failure: ApiFailure;

  constructor(failure: ApiFailure) {
    super(failure.kind === 'refused' ? failure.error.message : failure.message);
    this.name = 'ApiError';
    this.failure = failure;
  }

  /** What the API calls the refusal; null where nothing of Belfry answered. */
  get code(): ErrorCode | null {
    return this.failure.kind === 'refused' ? this.failure.error.code : null;
  }

  /** Under which the server's log has more; null where it is not known. */
  get requestId(): string | null {
    return this.failure.kind === 'refused' ? this.failure.requestId : null;
  }

  /** Of a form: message by field, as the API's `details` name them: `url`, `headers.x-team`. */
  get fieldErrors(): Readonly<Record<string, string>> {
    if (this.failure.kind !== 'refused') return {};
    return Object.fromEntries((this.failure.error.details ?? []).map(({ path, message }) => [path, message]));
  }

  /** The session ended, or there never was one. */
  get signedOut(): boolean {
    return this.failure.kind === 'refused' && this.failure.status === 401;
  }

  /** The same call may do a little later. */
  get passing(): boolean {
    return this.failure.kind === 'unreachable' || this.code === 'unavailable' || this.code === 'rate_limited';
  }
}

/** What was answered; throws an ApiError for a failure. */
export function answered<Value>(result: ApiResult<Value>): Value {
  if (result.ok) return result.value;
  throw new ApiError(result.failure);
}

/** For a notification or an error state. */
export function messageOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong in the console itself. Reload the page.';
  if (error.failure.kind === 'unreachable') return 'Belfry could not be reached. It may be restarting.';
  return error.message;
}

/** What an error state says of a read that failed, and does. */
export function loadFailure(error: ApiError, retry: () => unknown) {
  return { message: messageOf(error), requestId: error.requestId, onRetry: () => void retry() };
}

/** The error state of a list that could not be read; null: it could. */
export function listFailure(
  title: string,
  { error, refetch }: { readonly error: ApiError | null; readonly refetch: () => unknown },
) {
  return error === null ? null : { title, ...loadFailure(error, refetch) };
}
