import type { AttemptAnswer } from '@belfry/api';

/** "First call", "Automatic retry", "Resent by hand". */
export function attemptName(type: AttemptAnswer['type']): string {
  switch (type) {
    case 'first_call':
      return 'First call';
    case 'automatic_retry':
      return 'Automatic retry';
    case 'manual_retry':
      return 'Resent by hand';
  }
}
