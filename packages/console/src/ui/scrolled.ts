import { useSyncExternalStore } from 'react';

const restPx = 80;

/** Whether the reader has scrolled down the page: then nothing that is above may move. */
export function useScrolled(): boolean {
  return useSyncExternalStore(subscribe, () => window.scrollY > restPx);
}

function subscribe(listener: () => void): () => void {
  addEventListener('scroll', listener, { passive: true });
  return () => removeEventListener('scroll', listener);
}
