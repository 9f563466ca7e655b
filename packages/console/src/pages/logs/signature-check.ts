import type { Signing } from './signing.ts';

/** Whether a call's signature fits a body and a key. 'unknown': the browser cannot tell here. */
export type Verdict = 'genuine' | 'other' | 'unknown';

export interface Signed {
  readonly signing: Signing;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly secret: string;
  /** Where one verifies by another key than the secret. */
  readonly publicKey: string | null;
}

/** Verifies as a receiver would, in the browser. Which has the means only on https and on localhost. */
export async function checkSignature(signed: Signed): Promise<Verdict> {
  if (globalThis.crypto?.subtle === undefined) return 'unknown';
  try {
    return (await isGenuine(signed)) ? 'genuine' : 'other';
  } catch {
    // A key or a signature of another form than this scheme's, or an algorithm that this browser does not know.
    return 'unknown';
  }
}

async function isGenuine({ signing, headers, body, secret, publicKey }: Signed): Promise<boolean> {
  if (signing.scheme === 'dotfile') {
    const given = [headers['dotfile-signature'], headers['dotfile-old-signature']];
    const mac = await hmac(bytesOf(secret), bytesOf(body));
    return given.includes(hexOf(mac));
  }
  const content = bytesOf(`${signing.id}.${signing.timestamp}.${body}`);
  const signatures = signing.signature.split(' ').flatMap((part) => {
    const [version, signature] = part.split(',');
    return version === signing.version && signature !== undefined ? [signature] : [];
  });
  if (signing.version === 'v1') {
    if (!secret.startsWith('whsec_')) return false;
    const mac = await hmac(bytesOfBase64(secret.slice('whsec_'.length)), content);
    return signatures.includes(btoa(String.fromCharCode(...mac)));
  }
  if (publicKey === null) return false;
  const raw = bytesOfBase64(publicKey.slice('whpk_'.length));
  const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
  const fits = await Promise.all(
    signatures.map((one) => crypto.subtle.verify('Ed25519', key, bytesOfBase64(one), content)),
  );
  return fits.includes(true);
}

async function hmac(key: Uint8Array<ArrayBuffer>, content: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, content));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
