import type { KeyAnswer } from '@belfry/api';

export type KeyState = 'active' | 'expired' | 'revoked';

/** Whether the key may be used at `nowMs`. */
export function stateOf(key: Pick<KeyAnswer, 'revoked_at' | 'expires_at'>, nowMs: number): KeyState {
  if (key.revoked_at !== null) return 'revoked';
  return key.expires_at !== null && Date.parse(key.expires_at) <= nowMs ? 'expired' : 'active';
}

/** What the form offers. */
export const lifetimes = ['never', '30', '90', '365'] as const;
export type Lifetime = (typeof lifetimes)[number];

const dayMs = 86_400_000;

/** When a key that is created at `nowMs` ends; null: never. */
export function expiryOf(lifetime: Lifetime, nowMs: number): string | null {
  return lifetime === 'never' ? null : new Date(nowMs + Number(lifetime) * dayMs).toISOString();
}
