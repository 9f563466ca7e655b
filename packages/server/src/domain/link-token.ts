/** What a one-time link says: where to look it up, and the secret to compare. */
export interface LinkToken {
  /** Of an invitation; null: a link to the installation itself. */
  readonly workspaceId: string | null;
  readonly id: string;
  readonly secret: Uint8Array;
}

export const linkSecretBytes = 32;
const idBytes = 16;
const noWorkspace = '00000000-0000-0000-0000-000000000000';

/** The base64url of workspace id, id and secret: 86 characters. */
export function linkTokenText({ workspaceId, id, secret }: LinkToken): string {
  return Buffer.concat([bytesOf(workspaceId ?? noWorkspace), bytesOf(id), secret]).toString('base64url');
}

/** Null where the text is not in the form of a token; it says nothing about whether there is such a link. */
export function parseLinkToken(text: string): LinkToken | null {
  const bytes = Buffer.from(text, 'base64url');
  // Decoding skips what is not base64url; only the one spelling of a token is that token.
  if (bytes.length !== 2 * idBytes + linkSecretBytes || bytes.toString('base64url') !== text) return null;
  const workspaceId = idOfBytes(bytes, 0);
  return {
    workspaceId: workspaceId === noWorkspace ? null : workspaceId,
    id: idOfBytes(bytes, idBytes),
    secret: bytes.subarray(2 * idBytes),
  };
}

/** Where a browser opens it: what follows the # is sent to no server. */
export function linkUrl(baseUrl: string, token: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/link#${token}`;
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idOfBytes(bytes: Buffer, start: number): string {
  const digits = bytes.toString('hex', start, start + idBytes);
  const groups = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20)];
  return [...groups, digits.slice(20)].join('-');
}
