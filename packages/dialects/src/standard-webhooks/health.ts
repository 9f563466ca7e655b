import type { HealthPolicy, HealthState } from '../dialect.ts';

const goneStatusCode = 410;
const failingHoursMax = 120;
const failingMsMax = failingHoursMax * 3_600_000;

interface Streak {
  /** The earliest and the latest failure that no success is known to follow; milliseconds since the epoch. */
  readonly first: number;
  readonly last: number;
  readonly failures: number;
}

/**
 * A webhook goes offline when its endpoint answers 410 Gone, or when it has been failing for 120 hours without one
 * success: a failure 120 hours after the first failure of the streak sets it offline, one a millisecond before does
 * not.
 *
 * State: `{success?, first?, last?, failures?}`. `success` is the instant of the latest success; the rest is the
 * streak of failures behind it, absent where there is none. Outcomes of calls made side by side may be recorded
 * out of order: a failure from before a success that is known counts for nothing, and where a success turns up that
 * lies within a streak, the streak is taken to begin at its latest failure. So a streak is never held for longer
 * than the calls recorded so far make it.
 */
export const health: HealthPolicy = Object.freeze({
  initial: Object.freeze({}),
  tracksSuccess: true,
  record: (
    state: HealthState,
    call: { readonly succeeded: boolean; readonly statusCode: number; readonly at: number },
  ): { readonly state: HealthState; readonly offline: string | null } => {
    const success = instantIn(state, 'success');
    const streak = streakIn(state);
    if (call.succeeded) return { state: afterSuccess(success, streak, call.at), offline: null };
    const grown = success !== null && call.at <= success ? streak : withFailure(streak, call.at);
    return { state: stateOf(success, grown), offline: offlineReason(grown, call.statusCode) };
  },
  summary: (state: HealthState): { readonly failures: number; readonly failuresMax: null } => ({
    failures: streakIn(state)?.failures ?? 0,
    failuresMax: null,
  }),
});

function offlineReason(streak: Streak | null, statusCode: number): string | null {
  if (statusCode === goneStatusCode) return 'The endpoint answered 410 Gone: it wants no more calls.';
  if (streak === null || streak.last - streak.first < failingMsMax) return null;
  return `Every call failed for ${failingHoursMax} hours.`;
}

function afterSuccess(known: number | null, streak: Streak | null, at: number): HealthState {
  const success = Math.max(known ?? at, at);
  if (streak === null || streak.last <= success) return stateOf(success, null);
  if (streak.first > success) return stateOf(success, streak);
  return stateOf(success, { first: streak.last, last: streak.last, failures: 1 });
}

function withFailure(streak: Streak | null, at: number): Streak {
  if (streak === null) return { first: at, last: at, failures: 1 };
  return {
    first: Math.min(streak.first, at),
    last: Math.max(streak.last, at),
    failures: streak.failures + 1,
  };
}

function stateOf(success: number | null, streak: Streak | null): HealthState {
  return { ...(success === null ? {} : { success }), ...streak };
}

function streakIn(state: HealthState): Streak | null {
  const first = instantIn(state, 'first');
  const last = instantIn(state, 'last');
  if (first === null || last === null) return null;
  return { first, last, failures: instantIn(state, 'failures') ?? 1 };
}

function instantIn(state: HealthState, name: string): number | null {
  const value = state[name];
  return typeof value === 'number' ? value : null;
}
