import { verify } from '@belfry/receiver';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { isSignedBy, type SignedCall } from './schemes.ts';

/** A call as it came over the socket. */
export interface ReceivedCall extends SignedCall {
  readonly scheme: 'compilot' | 'standard';
}

type Verifier = (secret: string, call: ReceivedCall) => boolean;

/** Those who verify calls with a shared key, each by code of its own. */
const verifiers: Readonly<Record<string, Verifier>> = {
  svix: (secret, call) => passes(() => new SvixWebhook(secret).verify(call.body, flat(call))),
  standardwebhooks: (secret, call) => passes(() => new StandardWebhook(secret).verify(call.body, flat(call))),
  'node:crypto': (secret, call) => isSignedBy(secret, call),
  // One overload for each scheme: it is told which.
  '@belfry/receiver': (secret, { scheme, headers, body }) =>
    (scheme === 'compilot'
      ? verify(headers, body, secret, { scheme })
      : verify(headers, body, secret, { scheme })
    ).ok,
};

export const everyone: readonly string[] = Object.keys(verifiers);

/** The names of those who accept the call with this secret. */
export function acceptedBy(secret: string, call: ReceivedCall): readonly string[] {
  return Object.entries(verifiers).flatMap(([name, accepts]) => (accepts(secret, call) ? [name] : []));
}

/** These libraries answer by throwing, and take each header once. */
function passes(verifyCall: () => unknown): boolean {
  try {
    verifyCall();
    return true;
  } catch {
    return false;
  }
}

function flat({ headers }: SignedCall): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
