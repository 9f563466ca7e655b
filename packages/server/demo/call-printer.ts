/**
 * Prints calls as they arrive, each with the API call that caused it. State: while an API call is under way, what
 * arrives is `held`, so that it stands below the call that caused it; `causes` tells which call that is, by event id.
 */
import type { Received } from './receiver.ts';
import type { Screen } from './screen.ts';

export interface CallPrinter {
  readonly print: (call: Received) => void;
  readonly hold: () => void;
  readonly release: () => void;
  /** Pairs of an event's id and the API call that caused it. */
  readonly learn: (causes: readonly (readonly [eventId: string, request: string])[]) => void;
}

export function createCallPrinter(screen: Screen): CallPrinter {
  const causes = new Map<string, string>();
  let held: Received[] | null = null;
  const show = ({ receiver, call, retryCount, answered, note }: Received) =>
    screen.call({
      receiver,
      event: call?.name.type ?? 'a call that is not verified',
      subEvent: call?.name.subType ?? null,
      retryCount,
      ok: answered === 200,
      note,
      cause: call === null ? null : (causes.get(call.eventId) ?? null),
    });
  return {
    print(call) {
      if (held === null) show(call);
      else held.push(call);
    },
    hold() {
      held ??= [];
    },
    release() {
      const waiting = held ?? [];
      held = null;
      for (const call of waiting) show(call);
    },
    learn(pairs) {
      for (const [eventId, request] of pairs) causes.set(eventId, request);
    },
  };
}
