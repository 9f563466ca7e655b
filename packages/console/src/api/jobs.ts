import { useApiMutation } from './mutation.ts';
import { useApiQuery } from './query.ts';

/** While one runs and the stream is not heard, it is looked at so often. */
const runningPollMs = 2_000;

/** The newest jobs of a webhook, newest first. */
export function useJobs(webhookId: string) {
  const jobs = useApiQuery(
    { topic: 'jobs', key: ['list'], call: (client) => client.jobs.list() },
    { refetchInterval: ({ state }) => (state.data?.data.some(isRunning) ? runningPollMs : false) },
  );
  return { ...jobs, data: jobs.data?.data.filter(({ webhook_id }) => webhook_id === webhookId) };
}

/** Starts a job; the form says why it could not be. */
export function useRetryFailed(webhookId: string, onDone: () => void) {
  return useApiMutation({
    call: (client, range: { readonly from: string; readonly to: string }) =>
      client.webhooks.retryFailed(webhookId, range),
    changes: ['jobs', 'deliveries', 'stats'],
    failure: 'form',
    onDone,
  });
}

function isRunning({ state }: { readonly state: string }): boolean {
  return state === 'running';
}
