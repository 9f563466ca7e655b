import { createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import { type Dialect, dialectNamed } from '@belfry/dialects';

/** A dialect that the test cannot do without. */
export function namedDialect(name: string): Dialect {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`There is no dialect ${name}.`);
  return dialect;
}

export function secretOf(dialect: Dialect, scheme: string): string {
  return dialect.secrets.generate(scheme, randomBytes);
}

/** What a signed call carries, under the names of the Standard Webhooks specification. */
export interface SignedCall {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** Whether one of the call's v1 signatures is by this secret: the specification's words in Node's own functions. */
export function isSignedBy(secret: string, call: SignedCall): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(contentOf(call)).digest('base64');
  return signaturesOf(call, 'v1').includes(expected);
}

/** Whether one of the call's v1a signatures verifies with this public key (`whpk_` and 32 bytes in base64). */
export function isVerifiedWith(publicKey: string, call: SignedCall): boolean {
  const bytes = Buffer.from(publicKey.replace('whpk_', ''), 'base64');
  const x = bytes.toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const content = Buffer.from(contentOf(call));
  return signaturesOf(call, 'v1a').some((signature) =>
    verify(null, content, key, Buffer.from(signature, 'base64')),
  );
}

function contentOf({ headers, body }: SignedCall): string {
  return `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
}

/** Those of the version, in the header's order. */
export function signaturesOf({ headers }: Pick<SignedCall, 'headers'>, version: string): readonly string[] {
  return String(headers['webhook-signature'] ?? '')
    .split(' ')
    .filter((part) => part.startsWith(`${version},`))
    .map((part) => part.slice(version.length + 1));
}
