/** Long work on many deliveries of one webhook, done in the background and resumed after a crash. */
export interface Job {
  readonly workspaceId: string;
  readonly id: string;
  readonly type: JobType;
  readonly webhookId: string;
  readonly state: 'running' | 'succeeded' | 'failed';
  /** The ids of the deliveries it is about, both ends included. */
  readonly fromId: string;
  readonly toId: string;
  /** Deliveries when it was made: what `processed` is measured against. */
  readonly total: number;
  readonly processed: number;
  /** Why it failed, as a sentence. */
  readonly error: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type JobType = 'retry_failed' | 'release_held' | 'discard_held';

export interface NewJob {
  readonly workspaceId: string;
  readonly id: string;
  readonly type: JobType;
  readonly webhookId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly total: number;
  readonly now: number;
}

/** A job as it begins. */
export function newJob({ now, ...job }: NewJob): Job {
  return { ...job, state: 'running', processed: 0, error: null, createdAt: now, updatedAt: now };
}
