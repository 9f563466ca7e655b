import { setTimeout as delay } from 'node:timers/promises';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';

/** A receiver that counts the calls of each event. */
export interface Tally extends Sink {
  /** How often each event was received, by its id. */
  readonly calls: ReadonlyMap<string, number>;
  /** Event ids in the order of the calls, from that call on. */
  readonly eventIdsFrom: (index: number) => readonly string[];
  /** Resolves as soon as that many different events have been received. */
  readonly untilEvents: (count: number) => Promise<void>;
}

/** `answerMs`: how long it takes for an answer, so that there is always something under way. */
export async function tally(answerMs: number): Promise<Tally> {
  const calls = new Map<string, number>();
  const waiting = new Set<() => void>();
  const sink = await sinkEndpoint(async ({ headers }) => {
    const eventId = eventIdIn(headers);
    calls.set(eventId, (calls.get(eventId) ?? 0) + 1);
    for (const check of waiting) check();
    await delay(answerMs);
    return { status: 200, body: 'ok' };
  });
  return {
    ...sink,
    calls,
    eventIdsFrom: (index) => sink.received.slice(index).map(({ headers }) => eventIdIn(headers)),
    untilEvents: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (calls.size < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

function eventIdIn(headers: Sink['received'][number]['headers']): string {
  return String(headers['dotfile-event-id']);
}
