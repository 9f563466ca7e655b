import type { HealthPolicy, HealthState } from '../dialect.ts';

const failuresMax = 50;
const windowMs = 24 * 3_600_000;

/**
 * A webhook goes offline when more than 50 of its calls, first calls and retries alike, have failed within a
 * rolling window of 24 hours. A success changes nothing.
 *
 * State: `{failures: number[]}`, the instants (milliseconds since the epoch) of the newest failures in
 * ascending order, all within one window of the newest, and never more than 51: that many decide the rule.
 * A call that failed exactly 24 hours before another is outside of the other's window.
 */
export const health: HealthPolicy = Object.freeze({
  initial: Object.freeze({}),
  tracksSuccess: false,
  record: (
    state: HealthState,
    call: { readonly succeeded: boolean; readonly statusCode: number; readonly at: number },
  ): { readonly state: HealthState; readonly offline: string | null } => {
    if (call.succeeded) return { state, offline: null };
    const failures = withFailure(failuresIn(state), call.at);
    return {
      state: { failures },
      offline:
        failures.length > failuresMax ? `More than ${failuresMax} calls failed within 24 hours.` : null,
    };
  },
  summary: (
    state: HealthState,
    now: number,
  ): { readonly failures: number; readonly failuresMax: number } => ({
    failures: failuresIn(state).filter((at) => at > now - windowMs).length,
    failuresMax,
  }),
});

/** Outcomes of calls made side by side may be recorded out of order, so the instant is put in its place. */
function withFailure(failures: readonly number[], at: number): readonly number[] {
  const later = failures.filter((other) => other > at);
  const sorted = [...failures.slice(0, failures.length - later.length), at, ...later];
  const newest = sorted.at(-1) ?? at;
  return sorted.filter((instant) => instant > newest - windowMs).slice(-(failuresMax + 1));
}

function failuresIn(state: HealthState): readonly number[] {
  const failures = state['failures'];
  return Array.isArray(failures) ? failures.filter((at) => typeof at === 'number') : [];
}
