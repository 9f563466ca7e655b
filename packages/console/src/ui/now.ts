import { useSyncExternalStore } from 'react';

/**
 * One clock for everything on the page that tells a time: a component draws anew when what it shows changes, and
 * there is one timer however many there are. It stands still while the tab is hidden.
 */
const listeners = new Set<() => void>();
const tickMs = 1_000;
let timer: ReturnType<typeof setInterval> | undefined;

/** The present, in ms, to a whole number of `stepMs`: a second for a countdown, a minute for "3 minutes ago". */
export function useNow(stepMs: number): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  if (document.hidden) return;
  for (const listener of listeners) listener();
}
