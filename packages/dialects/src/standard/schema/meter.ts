/**
 * Counts the work of checking one value. States: running, with `left` steps; spent, where the next charge throws
 * WorkExceeded. `reset` begins anew. One check runs at a time: checking is synchronous and not re-entrant.
 */
export interface Meter {
  readonly reset: (steps: number) => void;
  readonly charge: (steps: number) => void;
}

/** The check was broken off: it took too many steps. */
export class WorkExceeded extends Error {}

export function createMeter(): Meter {
  let left = 0;
  return {
    reset: (steps) => {
      left = steps;
    },
    charge: (steps) => {
      left -= steps;
      if (left < 0) throw new WorkExceeded('Checking took too many steps');
    },
  };
}
