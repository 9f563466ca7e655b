import type { ErrorKind } from './outcome.ts';

export type AttemptType = 'first_call' | 'automatic_retry' | 'manual_retry';

/** One HTTP call of a delivery as it is stored (JSON, inside the delivery's row) and shown. Times are ISO 8601. */
export interface Attempt {
  readonly type: AttemptType;
  readonly url: string;
  /** As sent, signature included. */
  readonly request_headers: Readonly<Record<string, string>>;
  /** Retries before this call: 0 on the first. */
  readonly retry_count: number;
  readonly attempted_at: string;
  readonly duration_ms: number;
  /** 0 where no answer came. */
  readonly status_code: number;
  /** Null for a success. */
  readonly error_kind: ErrorKind | null;
  readonly error_message: string | null;
  readonly response_headers: Readonly<Record<string, string>> | null;
  readonly response_body: string | null;
  /** When the next automatic retry was planned after this attempt. */
  readonly next_attempt_at: string | null;
}

/** A delivery keeps at most this many attempts; a further manual retry is refused. */
export const attemptsPerDeliveryMax = 100;
