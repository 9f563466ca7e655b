/** More secrets than a rotation needs; each costs one HMAC of the body for every call. */
export const secretsMax = 10;

/** The secrets as a list, the first being the current one; null where there is none, too many, or an empty one. */
export function secretsOf(secrets: unknown): readonly string[] | null {
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [secrets];
  if (list.length === 0 || list.length > secretsMax) return null;
  return list.every(isSecret) ? list : null;
}

function isSecret(secret: unknown): secret is string {
  return typeof secret === 'string' && secret.length > 0;
}
