import { hash as digest, timingSafeEqual } from 'node:crypto';
import { type KeyParts, keySecretBytes, parseKey } from '../domain/api-key.ts';
import { compileNetworks, type NetworkMatcher } from '../domain/network.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import { readStoredKey } from '../store/api-keys.ts';
import type { AppContext } from './context.ts';
import { hashOfSecret } from './keys.ts';

/**
 * Whose key it is. `keyText` is the key without a scheme before it, undefined where none was sent; `address` is
 * where the request comes from. Refuses unauthorized for a key that is missing, unknown, revoked or expired, and
 * network_not_allowed. Rejects where the database is away. Answers at once what was looked up within
 * `staleMsMax`.
 */
export type Authenticate = (
  keyText: string | undefined,
  address: string,
) => Result<KeyHolder> | Promise<Result<KeyHolder>>;

/** A key that was granted. */
export interface KeyHolder {
  readonly workspace: Workspace;
  readonly key: { readonly id: string; readonly name: string };
}

/** A revoked key may still be honoured for so long; an expiry counts to the millisecond. */
export const staleMsMax = 1_000;
/** Look-ups remembered at once, those of unknown keys among them; the oldest give way. */
export const rememberedMax = 10_000;

/**
 * Remembers look-ups for `staleMsMax`, by the hash of the key's text. What was found and what was not go the same
 * way, a look-up by primary key and a comparison in constant time, so that neither the answer's time nor the
 * memory tells them apart.
 */
export function createAuthenticate(context: AppContext): Authenticate {
  const remembered = new Map<string, Remembered>();
  return (keyText = '', address) => {
    const fingerprint = digest('sha256', keyText, 'base64');
    const now = context.now();
    const known = remembered.get(fingerprint);
    if (known !== undefined && now >= known.askedAt && now - known.askedAt < staleMsMax) {
      return known.grant === null
        ? known.pending.then((grant) => judge(grant, address, context.now()))
        : judge(known.grant, address, now);
    }
    const asked = ask(context, keyText, now);
    remember(remembered, fingerprint, asked);
    return asked.pending.then((grant) => judge(grant, address, context.now()));
  };
}

interface Remembered {
  readonly askedAt: number;
  readonly pending: Promise<Grant>;
  /** Null until the look-up has answered. */
  grant: Grant | null;
}

/** What a key's text is worth. `holder` is null where there is no such key. */
interface Grant {
  readonly holder: KeyHolder | null;
  readonly expiresAt: number | null;
  readonly networks: NetworkMatcher | null;
}

const noGrant: Grant = { holder: null, expiresAt: null, networks: null };
/** Looked up in place of a text that is not a key, so that it takes as long. */
const nobodysKey: KeyParts = {
  workspaceId: '00000000-0000-0000-0000-000000000000',
  id: '00000000-0000-0000-0000-000000000000',
  secret: new Uint8Array(keySecretBytes),
};
const nobodysHash = Buffer.alloc(32);

function ask(context: AppContext, keyText: string, now: number): Remembered {
  const asked: Remembered = { askedAt: now, pending: lookUp(context, keyText), grant: null };
  asked.pending.then(
    (grant) => {
      asked.grant = grant;
    },
    // Whoever waits is told; this only keeps the failure from counting as unhandled.
    () => {},
  );
  return asked;
}

function remember(remembered: Map<string, Remembered>, fingerprint: string, asked: Remembered): void {
  remembered.delete(fingerprint);
  remembered.set(fingerprint, asked);
  const [oldest] = remembered.keys();
  if (remembered.size > rememberedMax && oldest !== undefined) remembered.delete(oldest);
  asked.pending.catch(() => {
    if (remembered.get(fingerprint) === asked) remembered.delete(fingerprint);
  });
}

async function lookUp(context: AppContext, keyText: string): Promise<Grant> {
  const parts = parseKey(keyText) ?? nobodysKey;
  const hash = hashOfSecret(parts.secret);
  const stored = await readStoredKey(context.sql, parts.workspaceId, parts.id);
  const same = timingSafeEqual(hash, stored?.hash ?? nobodysHash);
  if (stored === null || !same || stored.key.revokedAt !== null) return noGrant;
  const { id, name, allowedNetworks, expiresAt } = stored.key;
  const networks = allowedNetworks === null ? null : compileNetworks(allowedNetworks);
  return { holder: { workspace: stored.workspace, key: { id, name } }, expiresAt, networks };
}

function judge(grant: Grant, address: string, now: number): Result<KeyHolder> {
  const { holder, expiresAt, networks } = grant;
  if (holder === null || (expiresAt !== null && expiresAt <= now)) {
    return refused('unauthorized', 'The API key is missing, unknown, expired or revoked.');
  }
  if (networks !== null && !networks(plainAddress(address))) {
    return refused('network_not_allowed', 'The API key may not be used from this network.');
  }
  return accepted(holder);
}

/** A server that listens on IPv6 sees IPv4 clients at ::ffff:192.0.2.1. */
function plainAddress(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
