import type { Dialect } from '@belfry/dialects';

/**
 * The dialect with its retry table in fast motion: with a `factor` of 3600 an hour passes in a second. The
 * policy itself is asked, at times that are stretched around the first attempt.
 */
export function withScaledRetry(dialect: Dialect, factor: number): Dialect {
  const { retry } = dialect;
  return {
    ...dialect,
    retry: {
      automaticRetriesMax: retry.automaticRetriesMax,
      nextAttemptAt: (input) => {
        const stretch = (at: number) => input.firstAttemptAt + (at - input.firstAttemptAt) * factor;
        const next = retry.nextAttemptAt({
          ...input,
          lastAttemptAt: stretch(input.lastAttemptAt),
          now: stretch(input.now),
        });
        return next === null
          ? null
          : Math.max(input.now, input.firstAttemptAt + (next - input.firstAttemptAt) / factor);
      },
    },
  };
}
