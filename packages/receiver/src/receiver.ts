import { type Answer, type BodyReading, type Refusal, refusalAnswer, transportRefusal } from './answer.ts';
import type { Deduplicator } from './deduplicator.ts';
import type { DotfileEvent } from './dotfile/events/index.ts';
import type { DotfileVerified } from './dotfile/verify.ts';
import { answerer } from './handling.ts';
import type { RequestHeaders } from './header.ts';
import { type Scheme, verify } from './verify.ts';

/** 1 MiB: four times the largest event that Belfry accepts. */
const bodyBytesMaxDefault = 1024 * 1024;

export interface ReceiverOptions {
  /** Your secret or, during a rotation, the list of them with the current one first. */
  readonly secrets: string | readonly string[];
  /**
   * Called with each verified event, and awaited. A throw or a rejection answers 500, and the sender retries. The
   * sender waits for 15 s in all: put what takes longer into a queue of your own.
   */
  readonly handle: (event: DotfileEvent, call: DotfileVerified) => unknown;
  readonly scheme?: Scheme | undefined;
  /** Absent: every call is handled, a retry of a handled event too. */
  readonly deduplicator?: Deduplicator | undefined;
  /** A larger body answers 413 and is not read to its end. 1 MiB unless set. */
  readonly bodyBytesMax?: number | undefined;
  /** How far a call's timestamp may be from now, either way: 300 s unless set. */
  readonly toleranceSeconds?: number | undefined;
  /** Milliseconds since the epoch; the machine's clock unless set. */
  readonly now?: (() => number) | undefined;
  /** Told of every call that was refused. */
  readonly onRefused?: ((refusal: Refusal) => unknown) | undefined;
  /** Told of what the handler or the deduplicator threw; written to standard error unless set. */
  readonly onError?: ((error: unknown) => unknown) | undefined;
}

/** What every adapter is built on: from headers and raw body to an answer. Rejects only where `now` throws. */
export interface Receiver {
  readonly bodyBytesMax: number;
  readonly receive: (headers: RequestHeaders, body: BodyReading) => Promise<Answer>;
}

/** Throws a TypeError where an option is unfit, so that a mistake in the set-up shows at the start. */
export function receiver(options: ReceiverOptions): Receiver {
  const {
    secrets,
    handle,
    scheme,
    toleranceSeconds,
    now = Date.now,
    bodyBytesMax = bodyBytesMaxDefault,
  } = options;
  const { onRefused = ignore, onError = writeToStandardError } = options;
  const trial = verify({}, '', secrets, { scheme, toleranceSeconds });
  if (!trial.ok && trial.code === 'invalid_configuration') throw new TypeError(trial.message);
  if (!(bodyBytesMax >= 1)) throw new TypeError('bodyBytesMax must be a number of bytes, 1 or more.');
  const answer = answerer({
    handle: (call) => handle(call.event, call),
    deduplicator: options.deduplicator,
    onError: (error) => tell(onError, error),
  });
  const refuse = (refusal: Refusal): Answer => {
    tell(onRefused, refusal);
    return refusalAnswer(refusal);
  };
  return {
    bodyBytesMax,
    receive: async (headers, body) => {
      if (body.kind === 'refused') return refuse(transportRefusal(body.code));
      const outcome = verify(headers, body.bytes, secrets, { scheme, toleranceSeconds, now: now() });
      return outcome.ok ? answer(outcome) : refuse(outcome);
    },
  };
}

/** A listener is told, not asked: neither its throw nor its rejection changes the answer or ends the process. */
function tell<Value>(listener: (value: Value) => unknown, value: Value): void {
  (async () => listener(value))().catch(writeToStandardError);
}

function ignore(): void {}

function writeToStandardError(error: unknown): void {
  // biome-ignore lint/suspicious/noConsole: an error that nobody sees is worse than a line on standard error; `onError` replaces it.
  console.error('@belfry/receiver:', error);
}
