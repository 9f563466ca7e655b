import type { LinkUse, SessionAnswer, SignIn } from '@belfry/api';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { clientOf } from './client.ts';
import { type ApiError, answered } from './error.ts';
import { notifyFailure } from './mutation.ts';
import { useSetSession } from './session.ts';

/** Signs in with e-mail and password. Wrong ones are an ApiError with the code 'unauthorized'. */
export function useSignIn(): UseMutationResult<SessionAnswer, ApiError, SignIn> {
  const setSession = useSetSession();
  return useMutation<SessionAnswer, ApiError, SignIn>({
    mutationFn: async (body) => answered(await clientOf(null).session.signIn(body)),
    onSuccess: setSession,
    meta: { signsIn: true },
  });
}

/** Uses a one-time link, which signs in. */
export function useLinkUse(token: string): UseMutationResult<SessionAnswer, ApiError, LinkUse> {
  const setSession = useSetSession();
  return useMutation<SessionAnswer, ApiError, LinkUse>({
    mutationFn: async (body) => answered(await clientOf(null).links.use(token, body)),
    onSuccess: setSession,
    meta: { signsIn: true },
  });
}

/** Ends this session, or all sessions of the person. The router then leads to the sign-in page. */
export function useSignOut(): UseMutationResult<undefined, ApiError, 'here' | 'everywhere'> {
  const setSession = useSetSession();
  return useMutation<undefined, ApiError, 'here' | 'everywhere'>({
    mutationFn: async (where) => {
      const { session } = clientOf(null);
      return answered(await (where === 'here' ? session.signOut() : session.signOutEverywhere()));
    },
    onSuccess: () => setSession(null),
    onError: notifyFailure,
  });
}
