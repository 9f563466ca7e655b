import { createHmac } from 'node:crypto';

/** The signature as the contract states it, made without the code under test. */
export function hmacOf(body: string | undefined, secret: string): string {
  return createHmac('sha256', secret)
    .update(body ?? '')
    .digest('hex');
}
