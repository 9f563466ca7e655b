/** Encrypts what must not lie in the database in the clear. `open` throws where the key or the bytes are wrong. */
export interface SecretBox {
  readonly seal: (text: string) => Uint8Array;
  readonly open: (sealed: Uint8Array) => string;
}
