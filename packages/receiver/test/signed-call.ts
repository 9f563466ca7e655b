import { createHmac } from 'node:crypto';
import type { FailureCode } from '../src/outcome.ts';

export const secret = 'dotsecret.the-current-one-0123456789abcdef';
export const oldSecret = 'dotsecret.the-one-before-0123456789abcdef';
export const otherSecret = 'dotsecret.of-somebody-else-0123456789abc';

/** The moment at which calls are signed unless said otherwise: milliseconds, on a whole second. */
export const now = Date.UTC(2026, 2, 2, 9, 30);

export interface SignedCall {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A body of the scheme; `changes` replace or add top-level properties, `context` those of the context. */
export function bodyOf(changes: Record<string, unknown> = {}, context: Record<string, unknown> = {}): string {
  return JSON.stringify({
    event: 'Case.StatusUpdated',
    context: {
      workspace: { id: '7b1c1f5e-9d0a-4b6e-8c58-5a3a2f7c9e10', name: 'Zürich – 東京' },
      timestamp: now / 1000,
      event_id: '0195a1c2-7c11-7d3e-9f00-1a2b3c4d5e6f',
      retry_count: 1,
      remaining_retry_count: 3,
      ...context,
    },
    case: { id: '1f0e5c1a-0d3f-4c5d-a1d8-2b9a7c6d5e4f', status: 'approved' },
    ...changes,
  });
}

/** The call as a sender makes it that signs with `current` and, during a rotation, with `old` as well. */
export function signedCall(
  body: string | Uint8Array = bodyOf(),
  signers: { readonly current?: string; readonly old?: string } = {},
): SignedCall {
  const headers: Record<string, string> = {
    'dotfile-signature': signatureOf(body, signers.current ?? secret),
  };
  if (signers.old !== undefined) headers['dotfile-old-signature'] = signatureOf(body, signers.old);
  return { headers, body: typeof body === 'string' ? body : Buffer.from(body).toString() };
}

export function signatureOf(body: string | Uint8Array, key: string): string {
  return createHmac('sha256', key).update(body).digest('hex');
}

/** Every code there is. */
export const failureCodes: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'missing_header',
  'malformed_header',
  'bad_signature',
  'timestamp_too_old',
  'timestamp_in_future',
  'malformed_body',
  'unknown_event',
  'invalid_configuration',
]);

export function withBitFlipped(original: Uint8Array, bit: number): Buffer {
  const flipped = Buffer.from(original);
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}
