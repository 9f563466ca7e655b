import { type Answer, type BodyReading, type Refusal, refusalAnswer, transportRefusal } from './answer.ts';
import { answerer, type VerifiedCall } from './handling.ts';
import type { RequestHeaders } from './header.ts';
import type { AnyReceiverOptions } from './options.ts';
import type { Failure, Verified } from './outcome.ts';
import type { StandardEvent } from './standard/event.ts';
import { verify } from './verify.ts';

/** 1 MiB: four times the largest event that Belfry accepts. */
const bodyBytesMaxDefault = 1024 * 1024;

/** What every adapter is built on: from headers and raw body to an answer. Rejects only where `now` throws. */
export interface Receiver {
  readonly bodyBytesMax: number;
  readonly receive: (headers: RequestHeaders, body: BodyReading) => Promise<Answer>;
}

/** Throws a TypeError where an option is unfit, so that a mistake in the set-up shows at the start. */
export function receiver<Event extends StandardEvent>(options: AnyReceiverOptions<Event>): Receiver {
  const { now = Date.now, bodyBytesMax = bodyBytesMaxDefault } = options;
  const { onRefused = ignore, onError = writeToStandardError } = options;
  const open = openerOf(options);
  const trial = open({}, new Uint8Array(), 0);
  if ('code' in trial && trial.code === 'invalid_configuration') throw new TypeError(trial.message);
  if (!(bodyBytesMax >= 1)) throw new TypeError('bodyBytesMax must be a number of bytes, 1 or more.');
  const answer = answerer({
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
      const opened = open(headers, body.bytes, now());
      return 'code' in opened ? refuse(opened) : answer(opened);
    },
  };
}

type Opener = (headers: RequestHeaders, body: Uint8Array, now: number) => VerifiedCall | Failure;

/** Verifying and handling by the same scheme: what the one yields is what the other takes. */
function openerOf<Event extends StandardEvent>(options: AnyReceiverOptions<Event>): Opener {
  const { secrets, toleranceSeconds } = options;
  switch (options.scheme) {
    case 'compilot': {
      const { scheme, handle } = options;
      return (headers, body, now) =>
        opened(verify(headers, body, secrets, { scheme, toleranceSeconds, now }), handle);
    }
    case 'standard': {
      const { scheme, handle } = options;
      return (headers, body, now) =>
        opened(verify<Event>(headers, body, secrets, { scheme, toleranceSeconds, now }), handle);
    }
    default: {
      // Whatever else a caller without TypeScript gives as the scheme, `verify` refuses.
      const { scheme, handle } = options;
      return (headers, body, now) =>
        opened(verify(headers, body, secrets, { scheme, toleranceSeconds, now }), handle);
    }
  }
}

function opened<Event, Call extends Verified<Event>>(
  outcome: Call | Failure,
  handle: (event: Event, call: Call) => unknown,
): VerifiedCall | Failure {
  if (!outcome.ok) return outcome;
  return { eventId: outcome.eventId, handle: () => handle(outcome.event, outcome) };
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
