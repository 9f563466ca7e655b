import { parseStreamChange, type StreamTopic, streamUrl } from '@belfry/api';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { sessionKey } from './session.ts';
import { pagesTopic, topicsAfter, workspaceKey } from './topic.ts';

/**
 * The live stream of one workspace: one EventSource a tab.
 *
 *   connecting → live           the server said `ready`
 *   live → lost                 the connection broke: the browser tries again, naming the last change it saw,
 *                               and the server says what came after it, or `resync`
 *   lost → lost                 the browser gave up, as it does after an error status: we try again, slower each time
 *   connecting|lost → live      over a connection of ours everything that is shown is read again
 *
 * While it is not live, what is shown is read again every `pollMs`: later than live, but never stale for good.
 * Only what a page shows at that moment is read again; the rest when it is opened.
 */
export type StreamState = 'connecting' | 'live' | 'lost';

const retryMsMin = 1_000;
const retryMsMax = 30_000;
const pollMs = 10_000;
/** Statistics are written up to a second after the calls that they count, and so after the word of them. */
const statisticsDelayMs = 2_500;

let state: StreamState = 'connecting';
const stateListeners = new Set<() => void>();

/** For the banner that says so. */
export function useStreamState(): StreamState {
  return useSyncExternalStore(subscribe, () => state);
}

/** Keeps the stream of the workspace open while the component is shown. The shell does; pages need not. */
export function useLiveStream(workspaceId: string): void {
  const queries = useQueryClient();
  useEffect(() => openStream(workspaceId, queries), [workspaceId, queries]);
}

function subscribe(listener: () => void): () => void {
  stateListeners.add(listener);
  return () => stateListeners.delete(listener);
}

function setState(next: StreamState): void {
  if (next === state) return;
  state = next;
  for (const listener of stateListeners) listener();
}

function openStream(workspaceId: string, queries: QueryClient): () => void {
  let source: EventSource | null = null;
  let retryMs = retryMsMin;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let statisticsTimer: ReturnType<typeof setTimeout> | undefined;
  const pollTimer = setInterval(() => state !== 'live' && readAllAgain(), pollMs);
  setState('connecting');
  connect();

  function connect(): void {
    // Over a connection of ours nothing is resumed: what changed between a read and its first word was not told.
    let untold = true;
    source = new EventSource(streamUrl('', workspaceId));
    source.addEventListener('ready', () => {
      setState('live');
      retryMs = retryMsMin;
      if (untold) readAllAgain();
      untold = false;
    });
    source.addEventListener('resync', readAllAgain);
    source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
      const change = parseStreamChange(data);
      if (change === null) readAllAgain();
      else readAgain(change.topics);
    });
    source.addEventListener('error', broken);
  }

  function broken(): void {
    setState('lost');
    // Whether the session ended is not in an EventSource's error: asking for it says so.
    void queries.invalidateQueries({ queryKey: sessionKey });
    if (source?.readyState !== EventSource.CLOSED) return;
    clearTimeout(retryTimer);
    retryTimer = setTimeout(connect, retryMs * (0.75 + Math.random() / 2));
    retryMs = Math.min(retryMs * 2, retryMsMax);
  }

  function readAgain(topics: readonly StreamTopic[]): void {
    for (const topic of topicsAfter(topics)) {
      void queries.invalidateQueries({ queryKey: workspaceKey(workspaceId, topic) });
    }
    if (topics.includes('deliveries')) {
      clearTimeout(statisticsTimer);
      statisticsTimer = setTimeout(readStatisticsAgain, statisticsDelayMs);
    }
    if (topics.includes('members')) void queries.invalidateQueries({ queryKey: sessionKey });
  }

  function readStatisticsAgain(): void {
    for (const topic of ['stats', 'overview'] as const) {
      void queries.invalidateQueries({ queryKey: workspaceKey(workspaceId, topic) });
    }
  }

  function readAllAgain(): void {
    // Not every page of each list: their first pages, which are filed by topic, say what is new.
    void queries.invalidateQueries({
      queryKey: ['w', workspaceId],
      predicate: ({ queryKey }) => queryKey[2] !== pagesTopic,
    });
  }

  const onOnline = (): void => {
    if (state !== 'live') {
      retryMs = retryMsMin;
      clearTimeout(retryTimer);
      source?.close();
      connect();
    }
  };
  addEventListener('online', onOnline);

  return () => {
    removeEventListener('online', onOnline);
    clearInterval(pollTimer);
    clearTimeout(retryTimer);
    clearTimeout(statisticsTimer);
    source?.close();
  };
}
