/**
 * The bytes of a text in base64, with padding; null where it is not written in the one way in which these bytes are
 * written. Decoders pass over what they do not know, and over the last bits of the last character: then several
 * texts would stand for one signature.
 */
export function bytesOfBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
