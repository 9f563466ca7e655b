import { type Sink, type SinkAnswer, sinkEndpoint } from './sink.ts';

/** A receiver that holds its answers back while it is shut, which it is at first. */
export interface GatedSink extends Sink {
  /** Answers what waits and what comes with 200, whatever `answer` said. */
  open(): void;
  shut(): void;
  /** Answers the calls of one event that wait, and that come. */
  answer(eventId: string, answer: SinkAnswer): void;
  /** Resolves as soon as that many calls wait for their answer. */
  untilWaiting(count: number): Promise<void>;
  /** How often each event was received. */
  callsByEvent(): ReadonlyMap<string, number>;
  /** Event ids in the order of the calls. */
  eventIds(): readonly string[];
}

export async function gatedSink(): Promise<GatedSink> {
  let isOpen = false;
  let waiting = 0;
  const answers = new Map<string, SinkAnswer>();
  const checks = new Set<() => void>();
  const changed = (): void => {
    for (const check of checks) check();
  };
  const when = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        checks.delete(check);
        resolve();
      };
      checks.add(check);
      check();
    });
  const sink = await sinkEndpoint(async ({ headers }) => {
    const eventId = String(headers['dotfile-event-id']);
    waiting++;
    changed();
    await when(() => isOpen || answers.has(eventId));
    waiting--;
    return answers.get(eventId) ?? { status: 200, body: 'ok' };
  });
  const eventIds = (): string[] => sink.received.map(({ headers }) => String(headers['dotfile-event-id']));

  return {
    ...sink,
    open() {
      isOpen = true;
      answers.clear();
      changed();
    },
    shut() {
      isOpen = false;
    },
    answer(eventId, answer) {
      answers.set(eventId, answer);
      changed();
    },
    untilWaiting: (count) => when(() => waiting >= count),
    callsByEvent() {
      const calls = new Map<string, number>();
      for (const id of eventIds()) calls.set(id, (calls.get(id) ?? 0) + 1);
      return calls;
    },
    eventIds,
  };
}
