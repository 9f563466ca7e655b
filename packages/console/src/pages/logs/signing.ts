/** How a call was signed, by what its headers hold. */
export type Signing =
  | { readonly scheme: 'dotfile' }
  | {
      readonly scheme: 'compilot' | 'standard';
      readonly version: 'v1' | 'v1a';
      /** What the signature covers before the body: both with a full stop after them. */
      readonly id: string;
      readonly timestamp: string;
      readonly signature: string;
    };

type Headers = Readonly<Record<string, string>>;

/** Null: the call has no signature that is known here. */
export function signingOf(headers: Headers): Signing | null {
  if (headers['dotfile-signature'] !== undefined) return { scheme: 'dotfile' };
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
  if (id === undefined || timestamp === undefined || signature === undefined) return null;
  return {
    scheme: headers['svix-id'] === undefined ? 'standard' : 'compilot',
    // The current secret's signature comes first.
    version: signature.startsWith('v1a,') ? 'v1a' : 'v1',
    id,
    timestamp,
    signature,
  };
}

export interface SignatureHeader {
  readonly name: string;
  readonly value: string;
  /** What it is. */
  readonly note: string;
}

const notes: Readonly<Record<string, string>> = {
  'dotfile-signature': 'HMAC-SHA256 of the body in hexadecimal; the key is the whole secret.',
  'dotfile-old-signature': 'The same with the secret before, while that is still honoured.',
  'webhook-id': 'The event’s id, the same on every retry; signed with the body.',
  'webhook-timestamp': 'When this call was made, in UNIX seconds; signed with the body.',
  'svix-id': 'The same as webhook-id, under Svix’s name.',
  'svix-timestamp': 'The same as webhook-timestamp.',
  'svix-signature': 'The same as webhook-signature.',
};

/** The headers that a receiver verifies by, in the order that they are read. */
export function signatureHeaders(headers: Headers): readonly SignatureHeader[] {
  const names = [
    'dotfile-signature',
    'dotfile-old-signature',
    'webhook-id',
    'webhook-timestamp',
    'webhook-signature',
    'svix-id',
    'svix-timestamp',
    'svix-signature',
  ];
  return names.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [{ name, value, note: notes[name] ?? signatureNote(value) }];
  });
}

function signatureNote(value: string): string {
  const [first, ...more] = value.split(' ');
  const scheme = first?.startsWith('v1a,')
    ? 'Ed25519 over id.timestamp.body, in Base64.'
    : 'HMAC-SHA256 of id.timestamp.body, in Base64.';
  return more.length === 0
    ? scheme
    : `${scheme} The second is by the secret before, which is still honoured.`;
}
