import { hash } from 'node:crypto';
import { type ApiKey, keySecretBytes, keysPerWorkspaceMax, keyText } from '../domain/api-key.ts';
import { networkProblem } from '../domain/network.ts';
import { accepted, type Refusal, type Result, refused } from '../domain/refusal.ts';
import { countApiKeys, insertApiKey, listApiKeys, lockApiKey, revokeApiKey } from '../store/api-keys.ts';
import { announceChange } from '../store/changes.ts';
import type { Sql } from '../store/database.ts';
import { lockWorkspace } from '../store/workspaces.ts';
import { audit } from './audit.ts';
import type { AppContext } from './context.ts';

export interface NewKey {
  readonly name: string;
  /** CIDR blocks; null: usable from anywhere. */
  readonly allowedNetworks: readonly string[] | null;
  /** Milliseconds since the epoch; null: never expires. */
  readonly expiresAt: number | null;
}

export interface CreatedKey {
  readonly key: ApiKey;
  /** The key itself; only its hash is kept. */
  readonly text: string;
}

const nameCharactersMax = 200;

/** Refuses validation_failed: the name, a network, an expiry in the past, or more keys than a workspace may have. */
export async function createKey(
  context: AppContext,
  workspaceId: string,
  draft: NewKey,
): Promise<Result<CreatedKey>> {
  const details = keyIssues(draft, context.now());
  if (details.length > 0) return refused('validation_failed', 'The key was not created.', details);
  return context.sql.begin(async (sql): Promise<Result<CreatedKey>> => {
    await lockWorkspace(sql, workspaceId);
    if ((await countApiKeys(sql, workspaceId)) >= keysPerWorkspaceMax) {
      return refused(
        'validation_failed',
        `A workspace has at most ${keysPerWorkspaceMax} keys: revoke one first.`,
      );
    }
    return accepted(await insertKey(context, sql, workspaceId, draft));
  });
}

/** Oldest first, revoked ones included. */
export function readKeys(context: AppContext, workspaceId: string): Promise<readonly ApiKey[]> {
  return listApiKeys(context.sql, workspaceId);
}

/** Counts within a second in every process. Revoking again changes nothing. Refuses not_found. */
export async function revokeKey(context: AppContext, workspaceId: string, id: string): Promise<Result<null>> {
  return context.sql.begin(async (sql): Promise<Result<null>> => {
    const key = await lockApiKey(sql, workspaceId, id);
    if (key === null) return refused('not_found', 'No key with this id in the workspace.');
    if (key.revokedAt !== null) return accepted(null);
    const now = context.now();
    await revokeApiKey(sql, workspaceId, id, now);
    await announceChange(sql, workspaceId, 'keys');
    await audit(context, sql, workspaceId, {
      action: 'key.revoked',
      target: targetOf(key),
      before: { revoked_at: null },
      after: { revoked_at: instantText(now) },
    });
    return accepted(null);
  });
}

/** Within the caller's transaction; `draft` has been checked. */
export async function insertKey(
  context: AppContext,
  sql: Sql,
  workspaceId: string,
  draft: NewKey,
): Promise<CreatedKey> {
  const secret = context.randomBytes(keySecretBytes);
  const key: ApiKey = { ...draft, id: context.newId(), revokedAt: null, createdAt: context.now() };
  await insertApiKey(sql, workspaceId, key, hashOfSecret(secret));
  await announceChange(sql, workspaceId, 'keys');
  await audit(context, sql, workspaceId, {
    action: 'key.created',
    target: targetOf(key),
    before: null,
    after: {
      name: key.name,
      allowed_networks: key.allowedNetworks,
      expires_at: key.expiresAt === null ? null : instantText(key.expiresAt),
    },
  });
  return { key, text: keyText({ workspaceId, id: key.id, secret }) };
}

/** Fast on purpose: a secret of 32 random bytes can't be guessed, however fast the hash. */
export function hashOfSecret(secret: Uint8Array): Buffer {
  return hash('sha256', secret, 'buffer');
}

function targetOf({ id, name }: ApiKey) {
  return { type: 'key', id, name } as const;
}

function instantText(ms: number): string {
  return new Date(ms).toISOString();
}

function keyIssues(draft: NewKey, now: number): NonNullable<Refusal['details']> {
  const issues: { path: string; message: string }[] = [];
  if (draft.name.length === 0 || draft.name.length > nameCharactersMax) {
    issues.push({ path: 'name', message: `Expected 1 to ${nameCharactersMax} characters.` });
  }
  if (draft.expiresAt !== null && draft.expiresAt <= now) {
    issues.push({ path: 'expires_at', message: 'Expected a time in the future.' });
  }
  for (const [index, cidr] of (draft.allowedNetworks ?? []).entries()) {
    const problem = networkProblem(cidr);
    if (problem !== null) issues.push({ path: `allowed_networks[${index}]`, message: problem });
  }
  return issues;
}
