import { type Answer, handledAnswer, handlerFailedAnswer, inProgressAnswer } from './answer.ts';
import type { Deduplicator } from './deduplicator.ts';

/** A verified call of whatever scheme, and what is to be done with it. */
export interface VerifiedCall {
  readonly eventId: string;
  readonly handle: () => unknown;
}

export interface Handling {
  readonly deduplicator: Deduplicator | undefined;
  readonly onError: (error: unknown) => void;
}

/**
 * Answers for verified calls. Without a deduplicator each call is handled. With one, an event is handled until the
 * handler has succeeded once; a second copy that arrives meanwhile in this process waits for the first and gets
 * its answer, in another process it gets 409 and the sender retries. Never rejects.
 */
export function answerer(handling: Handling): (call: VerifiedCall) => Promise<Answer> {
  const { deduplicator } = handling;
  if (deduplicator === undefined) return (call) => runHandler(handling, call);
  /** Answers to come, by event id; an entry leaves when its answer is there. */
  const running = new Map<string, Promise<Answer>>();
  return (call) => {
    const first = running.get(call.eventId);
    if (first !== undefined) return first.then(asDuplicate);
    const answer = handleOnce(handling, deduplicator, call).finally(() => running.delete(call.eventId));
    running.set(call.eventId, answer);
    return answer;
  };
}

async function handleOnce(
  handling: Handling,
  deduplicator: Deduplicator,
  call: VerifiedCall,
): Promise<Answer> {
  try {
    const claim = await deduplicator.claim(call.eventId);
    if (claim === 'done') return handledAnswer(true);
    if (claim === 'busy') return inProgressAnswer;
  } catch (error) {
    // Whether the event was handled is not known, so it is not handled now; the sender retries.
    handling.onError(error);
    return handlerFailedAnswer;
  }
  const answer = await runHandler(handling, call);
  try {
    await (answer === handlerFailedAnswer
      ? deduplicator.release(call.eventId)
      : deduplicator.complete(call.eventId));
  } catch (error) {
    // The handler's work stands or falls without the note about it: answering otherwise would only repeat it.
    handling.onError(error);
  }
  return answer;
}

async function runHandler(handling: Handling, call: VerifiedCall): Promise<Answer> {
  try {
    await call.handle();
    return handledAnswer(false);
  } catch (error) {
    handling.onError(error);
    return handlerFailedAnswer;
  }
}

function asDuplicate(answer: Answer): Answer {
  return answer.status === 200 ? handledAnswer(true) : answer;
}
