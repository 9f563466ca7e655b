import type { JobAnswer } from '@belfry/api';

/** A job in words: what it does, whether it is done, and how far it is. */
export function jobText({ type, state, total, processed }: JobAnswer): {
  readonly what: string;
  readonly state: string;
  readonly progress: string;
} {
  const of = total.toLocaleString('en');
  // What comes in while it runs is done too: there may be more of it than was counted.
  const done = processed.toLocaleString('en');
  return {
    what: what[type],
    state: states[state],
    progress: state === 'running' ? `${done} of ${of}` : processed === 0 ? 'nothing to do' : done,
  };
}

const what: Readonly<Record<JobAnswer['type'], string>> = {
  retry_failed: 'Retry what failed',
  release_held: 'Release what was held',
  discard_held: 'Discard what was held',
};

const states: Readonly<Record<JobAnswer['state'], string>> = {
  running: 'Running',
  succeeded: 'Done',
  failed: 'Failed',
};
