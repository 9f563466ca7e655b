/** A key as it is shown: never the key itself. Times in milliseconds since the epoch. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** CIDR blocks it may be used from; null: anywhere. */
  readonly allowedNetworks: readonly string[] | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly createdAt: number;
}

/** What a key's text says: where to look it up, and the secret to compare. */
export interface KeyParts {
  readonly workspaceId: string;
  readonly id: string;
  readonly secret: Uint8Array;
}

export const keySecretBytes = 32;
/** Keys of a workspace that are not revoked. */
export const keysPerWorkspaceMax = 100;

const prefix = 'belfry_';
const idBytes = 16;
const keyBytes = 2 * idBytes + keySecretBytes;

/** `belfry_` and the base64url of workspace id, key id and secret: 93 characters. */
export function keyText({ workspaceId, id, secret }: KeyParts): string {
  const bytes = Buffer.concat([bytesOfId(workspaceId), bytesOfId(id), secret]);
  return prefix + bytes.toString('base64url');
}

/** Null where the text is not in the form of a key; it says nothing about whether there is such a key. */
export function parseKey(text: string): KeyParts | null {
  if (!text.startsWith(prefix)) return null;
  const bytes = Buffer.from(text.slice(prefix.length), 'base64url');
  // Decoding skips what is not base64url; only the one spelling of a key is that key.
  if (bytes.length !== keyBytes || prefix + bytes.toString('base64url') !== text) return null;
  return {
    workspaceId: idOfBytes(bytes.subarray(0, idBytes)),
    id: idOfBytes(bytes.subarray(idBytes, 2 * idBytes)),
    secret: bytes.subarray(2 * idBytes),
  };
}

function bytesOfId(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idOfBytes(bytes: Uint8Array): string {
  const digits = Buffer.from(bytes).toString('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
}
