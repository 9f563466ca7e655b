import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './error.ts';
import { sessionKey } from './session.ts';

const retriesMax = 2;
/** What was read so long ago is read again when a page that shows it opens. */
const staleMs = 15_000;

/** The cache of everything that was read. A 401 to any call ends the session here too: the router leads on. */
export function createQueryClient(): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError: endSession }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        // Of the sign-in form a 401 says that the password is wrong.
        if (mutation.meta?.['signsIn'] !== true) endSession(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: staleMs,
        // What is refused now is refused again; a server that restarts answers soon.
        retry: (count, error) => count < retriesMax && error instanceof ApiError && error.passing,
        retryDelay: (count) => 500 * 2 ** count,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return queries;

  function endSession(error: unknown): void {
    if (error instanceof ApiError && error.signedOut) queries.setQueryData(sessionKey, null);
  }
}
