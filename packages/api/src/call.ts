import type { z } from 'zod';
import { type ErrorAnswer, errorAnswer } from './error.ts';

/** What came of a call to the API, as a value. */
export type ApiResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: ApiFailure };

export type ApiFailure =
  /** The server answered that it will not. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly error: ErrorAnswer['error'];
      /** The server's log names the request so; null: the answer did not. */
      readonly requestId: string | null;
    }
  /** No answer came in time. */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** What answered is no Belfry, or a newer one. */
  | { readonly kind: 'unexpected_answer'; readonly status: number; readonly message: string };

export type ClientOptions = {
  /** Where the server listens: "http://127.0.0.1:4400". A path in it is kept. Empty in a page that it served. */
  readonly baseUrl: string;
  /** Of one call, answer included. */
  readonly timeoutMs?: number;
} & Caller;

/** Who calls. */
export type Caller =
  | {
      /** The API key: "belfry_…". */
      readonly key: string;
    }
  | {
      /** The workspace that is meant, by whoever is signed in in this browser; null: none. */
      readonly workspaceId: string | null;
    };

export interface ApiRequest<Answer extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below /api/v1. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer: Answer;
}

export type Call = <Answer extends z.ZodType>(
  request: ApiRequest<Answer>,
) => Promise<ApiResult<z.output<Answer>>>;

const timeoutMsDefault = 30_000;

/** A function that makes one call and never throws for what the server or the network does. */
export function createCall(options: ClientOptions): Call {
  const base = `${options.baseUrl.replace(/\/+$/, '')}/api/v1`;
  return async (request) => {
    const init: RequestInit = {
      method: request.method,
      headers: {
        ...callerHeaders(options),
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      signal: AbortSignal.timeout(options.timeoutMs ?? timeoutMsDefault),
      redirect: 'manual',
    };
    if (request.body !== undefined) init.body = JSON.stringify(request.body);
    try {
      const response = await fetch(base + request.path + queryText(request.query), init);
      return read(response, await response.text(), request.answer);
    } catch (error) {
      return { ok: false, failure: { kind: 'unreachable', message: reasonOf(error) } };
    }
  };
}

/** The session itself is a cookie, which the browser adds. No page of another origin can set these headers. */
function callerHeaders(caller: Caller): Readonly<Record<string, string>> {
  if ('key' in caller) return { authorization: `Bearer ${caller.key}` };
  const workspace = caller.workspaceId === null ? {} : { 'belfry-workspace': caller.workspaceId };
  return { 'belfry-console': '1', ...workspace };
}

function queryText(query: ApiRequest<z.ZodType>['query']): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) given.set(name, String(value));
  }
  return given.size === 0 ? '' : `?${given}`;
}

function read<Answer extends z.ZodType>(
  { status, headers }: Response,
  text: string,
  answer: Answer,
): ApiResult<z.output<Answer>> {
  const json = parse(text);
  if (status >= 200 && status < 300) {
    const parsed = answer.safeParse(json);
    if (parsed.success) return { ok: true, value: parsed.data };
    return unexpected(
      status,
      `The answer has another shape than expected: ${parsed.error.issues[0]?.message}`,
    );
  }
  const refusal = errorAnswer.safeParse(json);
  if (!refusal.success) return unexpected(status, `Status ${status} from something that is not Belfry.`);
  const requestId = headers.get('x-request-id');
  return { ok: false, failure: { kind: 'refused', status, error: refusal.data.error, requestId } };
}

function unexpected(status: number, message: string): ApiResult<never> {
  return { ok: false, failure: { kind: 'unexpected_answer', status, message } };
}

/** Undefined for an empty text, and for one that is not JSON. */
function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** fetch hides the reason in the cause: "fetch failed" alone helps nobody. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error
    ? `${error.message}: ${error.cause.message || error.cause.name}`
    : error.message;
}
