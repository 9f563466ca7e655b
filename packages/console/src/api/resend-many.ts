import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { eachBounded } from './bounded.ts';
import { clientOf } from './client.ts';
import { usePutDelivery } from './deliveries.ts';
import { ApiError, messageOf } from './error.ts';
import { useWorkspaceId } from './session.ts';
import { workspaceKey } from './topic.ts';

/** Calls to the API under way at once. */
const concurrencyMax = 4;

export interface ResendFailure {
  readonly id: string;
  /** In the API's words. */
  readonly message: string;
}

export interface ResendProgress {
  readonly state: 'running' | 'done' | 'stopped';
  readonly total: number;
  /** Ids of those that are sent again. */
  readonly resent: readonly string[];
  readonly failures: readonly ResendFailure[];
}

/** Sends many again, a few at a time. One that is refused does not stop the rest. */
export function useResendMany() {
  const workspaceId = useWorkspaceId();
  const queries = useQueryClient();
  const put = usePutDelivery();
  const [progress, setProgress] = useState<ResendProgress | null>(null);
  const stopped = useRef(false);
  const stop = useCallback(() => {
    stopped.current = true;
  }, []);
  // Who leaves the page stops it: nobody would see how it ends.
  useEffect(() => stop, [stop]);

  const start = useCallback(
    async (ids: readonly string[]): Promise<ResendProgress> => {
      stopped.current = false;
      let now: ResendProgress = { state: 'running', total: ids.length, resent: [], failures: [] };
      setProgress(now);
      const client = clientOf(workspaceId);
      const resend = async (id: string): Promise<void> => {
        const answer = await client.deliveries.retry(id);
        if (answer.ok) put(answer.value);
        now = answer.ok
          ? { ...now, resent: [...now.resent, id] }
          : { ...now, failures: [...now.failures, { id, message: messageOf(new ApiError(answer.failure)) }] };
        setProgress(now);
      };
      await eachBounded(ids, concurrencyMax, resend, () => stopped.current);
      for (const topic of ['deliveries', 'stats', 'overview'] as const) {
        void queries.invalidateQueries({ queryKey: workspaceKey(workspaceId, topic) });
      }
      now = { ...now, state: now.resent.length + now.failures.length < now.total ? 'stopped' : 'done' };
      setProgress(now);
      return now;
    },
    [workspaceId, queries, put],
  );
  return {
    /** Null: nothing was started, or its end was seen. */
    progress,
    start,
    stop,
    forget: useCallback(() => setProgress(null), []),
  };
}
