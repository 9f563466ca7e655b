import type { Attempt, AttemptType } from './attempt.ts';
import { errorKindOf, type Outcome } from './outcome.ts';

/** One call as it is kept, from what was sent and what came of it. Times in milliseconds since the epoch. */
export function attemptOf(call: {
  readonly type: AttemptType;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly retryCount: number;
  readonly at: number;
  readonly outcome: Outcome;
  readonly nextAttemptAt: number | null;
}): Attempt {
  const { outcome } = call;
  return {
    type: call.type,
    url: call.url,
    request_headers: call.requestHeaders,
    retry_count: call.retryCount,
    attempted_at: new Date(call.at).toISOString(),
    duration_ms: Math.round(outcome.durationMs),
    status_code: outcome.statusCode,
    error_kind: errorKindOf(outcome),
    error_message: outcome.kind === 'failed' ? outcome.message : null,
    response_headers: outcome.responseHeaders,
    response_body: outcome.responseBody,
    next_attempt_at: call.nextAttemptAt === null ? null : new Date(call.nextAttemptAt).toISOString(),
  };
}
