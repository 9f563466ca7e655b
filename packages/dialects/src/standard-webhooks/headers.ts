import { type SigningSecrets, signaturesOf } from './signature.ts';

export interface SignedCall {
  /** The event's id: the same at every retry. */
  readonly id: string;
  readonly body: string;
  readonly secrets: SigningSecrets;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The values that a signed call carries in its headers, under whatever names. */
export interface SignedHeaders {
  readonly id: string;
  /** UNIX seconds of this call, so that a retry has another signature. */
  readonly timestamp: string;
  readonly signature: string;
}

export function signedHeadersOf({ id, body, secrets, now }: SignedCall): SignedHeaders {
  const timestamp = Math.floor(now / 1000);
  return { id, timestamp: String(timestamp), signature: signaturesOf({ id, timestamp, body }, secrets) };
}

/** Under the names of the Standard Webhooks specification. */
export function webhookHeaders({ id, timestamp, signature }: SignedHeaders): Record<string, string> {
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
}
