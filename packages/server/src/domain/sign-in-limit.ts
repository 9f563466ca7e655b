import { hash } from 'node:crypto';

/** Tries to sign in are counted for so long. */
export const signInWindowMs = 5 * 60_000;
/** Of one account, from wherever; a success begins the count anew. */
export const triesPerAccountMax = 10;
/** From one address, for whatever accounts, successful ones too. */
export const triesPerAddressMax = 50;

/** What a try is counted under. Neither the address nor the account is kept readable. */
export function signInKeys(
  email: string,
  address: string,
): { readonly account: Uint8Array; readonly address: Uint8Array } {
  return { account: keyOf('account', email), address: keyOf('address', address) };
}

/**
 * After how many seconds one may try again; null: now. `account` and `address` are the counts with this try, and when
 * they end.
 */
export function secondsToWait(
  counts: { readonly account: Tries; readonly address: Tries },
  now: number,
): number | null {
  const over = [
    ...(counts.account.tries > triesPerAccountMax ? [counts.account] : []),
    ...(counts.address.tries > triesPerAddressMax ? [counts.address] : []),
  ];
  if (over.length === 0) return null;
  return Math.max(1, ...over.map(({ endsAt }) => Math.ceil((endsAt - now) / 1000)));
}

interface Tries {
  readonly tries: number;
  readonly endsAt: number;
}

function keyOf(kind: string, text: string): Buffer {
  return hash('sha256', `${kind}:${text}`, 'buffer');
}
