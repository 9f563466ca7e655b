import type { Failure, FailureCode } from './outcome.ts';

/** What the framework shall send back, as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: AnswerBody;
}

export type AnswerBody =
  | { readonly ok: true; readonly duplicate: boolean }
  | { readonly error: { readonly code: string; readonly message: string } };

/** Why a call was not handled: what verifying it answered, or what was wrong before there was anything to verify. */
export type Refusal =
  | Failure
  | { readonly ok: false; readonly code: TransportRefusalCode; readonly message: string };

/** The raw body of a call, or why there is none. */
export type BodyReading =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly code: TransportRefusalCode };

export type TransportRefusalCode = keyof typeof transportMessages;

const transportMessages = {
  method_not_allowed: 'Webhooks are delivered with POST.',
  body_incomplete: 'The connection broke off before the end of the body.',
  payload_too_large: 'The body is larger than this endpoint takes.',
  body_consumed:
    'Something read the body before the receiver could. Mount the receiver ahead of every body parser: a signature can only be checked against the bytes as they came.',
} as const;

/** Invalid set-up and a consumed body are faults of the receiving side, so the sender shall retry: 500. */
const statuses: Readonly<Record<FailureCode | TransportRefusalCode, number>> = {
  missing_header: 401,
  malformed_header: 401,
  bad_signature: 401,
  timestamp_too_old: 401,
  timestamp_in_future: 401,
  malformed_body: 400,
  unknown_event: 400,
  invalid_configuration: 500,
  method_not_allowed: 405,
  body_incomplete: 400,
  payload_too_large: 413,
  body_consumed: 500,
};

/** The event was handled, now or (`duplicate`) before: the sender must not call again. */
export function handledAnswer(duplicate: boolean): Answer {
  return { status: 200, body: { ok: true, duplicate } };
}

export function refusalAnswer({ code, message }: Refusal): Answer {
  return { status: statuses[code], body: { error: { code, message } } };
}

/** What the handler threw stays on this side: an answer is stored by the sender. */
export const handlerFailedAnswer: Answer = {
  status: 500,
  body: {
    error: { code: 'handler_failed', message: 'The event could not be handled; it may be sent again.' },
  },
};

export const inProgressAnswer: Answer = {
  status: 409,
  body: { error: { code: 'in_progress', message: 'The event is being handled; it may be sent again.' } },
};

export function transportRefusal(code: TransportRefusalCode): Refusal {
  return { ok: false, code, message: transportMessages[code] };
}

/** The headers that go with an answer. */
export function answerHeaders({ status }: Answer): Readonly<Record<string, string>> {
  const json = { 'content-type': 'application/json' };
  return status === 405 ? { ...json, allow: 'POST' } : json;
}
