import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA256 over the body's UTF-8 bytes, in lowercase hexadecimal (64 characters). The key is the whole
 * secret string, its prefix included.
 */
export function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('hex');
}
