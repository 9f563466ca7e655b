import type { Received } from './receiver.ts';

/** Every call that came, in order, and a way to wait for those to come. */
export interface CallBook {
  readonly calls: readonly Received[];
  readonly add: (call: Received) => void;
  /** Resolves with true as soon as the condition holds, with false when the time is over. */
  readonly until: (condition: (calls: readonly Received[]) => boolean, timeoutMs: number) => Promise<boolean>;
}

export function createCallBook(): CallBook {
  const calls: Received[] = [];
  const waiting = new Set<() => void>();
  return {
    calls,
    add: (call) => {
      calls.push(call);
      for (const look of [...waiting]) look();
    },
    until: (condition, timeoutMs) =>
      new Promise((resolve) => {
        const end = (held: boolean) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(held);
        };
        const look = () => {
          if (condition(calls)) end(true);
        };
        const timer = setTimeout(() => end(false), timeoutMs);
        waiting.add(look);
        look();
      }),
  };
}
