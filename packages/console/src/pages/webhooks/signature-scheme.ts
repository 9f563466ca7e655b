const labels: Readonly<Record<string, string>> = {
  'hmac-sha256': 'HMAC-SHA256',
  v1: 'v1: HMAC-SHA256, one secret on both sides',
  v1a: 'v1a: Ed25519, the receiver has the public key only',
};

/** For people who choose. */
export function schemeLabel(scheme: string): string {
  return labels[scheme] ?? scheme;
}
