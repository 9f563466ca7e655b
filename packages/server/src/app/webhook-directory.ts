/**
 * The webhooks of each workspace in memory, with the version that they were read at.
 *
 * An entry is absent, loading (one query, shared by all who ask), present, or outdated: `invalidate` was called (this
 * process changed a webhook, or the database notified that another one did), and it is read again when it is asked
 * for. An entry leaves when the directory is full (the oldest one). An entry that is stale for a moment does no harm
 * to publishing: recording checks the version inside its own statement and fans out again.
 */
import { type Dialect, dialectNamed } from '@belfry/dialects';
import type { Subscriber } from '../domain/fan-out.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { Sql } from '../store/database.ts';
import { listWebhooks } from '../store/webhooks.ts';
import { readWorkspaceVersion } from '../store/workspace-version.ts';
import type { AppContext } from './context.ts';

export interface WorkspaceEntry {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly dialect: Dialect;
  readonly version: number;
  readonly webhooks: ReadonlyMap<string, Webhook>;
  readonly subscribers: readonly Subscriber[];
}

export interface WebhookDirectory {
  /** The entry if it is in memory. */
  readonly peek: (workspaceId: string) => WorkspaceEntry | undefined;
  /** The entry if it is in memory, outdated or not: for what has to be decided before it can be read again. */
  readonly lastKnown: (workspaceId: string) => WorkspaceEntry | undefined;
  /** As `get`, but reads by the caller's connection: for a transaction, which must not wait for another one. */
  readonly readWith: (sql: Sql, workspaceId: string) => Promise<WorkspaceEntry | null>;
  /** Null where there is no such workspace. Rejects where the database is away. */
  readonly get: (workspaceId: string) => Promise<WorkspaceEntry | null>;
  readonly invalidate: (workspaceId: string) => void;
  /** After a lost connection: notifications may have been missed. */
  readonly invalidateAll: () => void;
}

export const workspacesCachedMax = 10_000;

/** `dialectOf` answers a workspace's dialect by name; a demonstration passes one whose retries come sooner. */
export function createWebhookDirectory(
  context: Pick<AppContext, 'sql' | 'secretBox'>,
  dialectOf: (name: string) => Dialect | undefined = dialectNamed,
): WebhookDirectory {
  const kept = new Map<string, KeptEntry>();
  const loading = new Map<string, { readonly entry: Promise<WorkspaceEntry | null> }>();

  function peek(workspaceId: string): WorkspaceEntry | undefined {
    const known = kept.get(workspaceId);
    return known?.outdated === false ? known.entry : undefined;
  }

  function load(workspaceId: string): Promise<WorkspaceEntry | null> {
    const load = { entry: readEntry(context, dialectOf, workspaceId) };
    loading.set(workspaceId, load);
    const finished = (found: WorkspaceEntry | null): void => {
      // An invalidation that came while this was loading has removed it: what it read may be stale.
      if (loading.get(workspaceId) !== load) return;
      loading.delete(workspaceId);
      if (found !== null) remember(kept, workspaceId, found);
    };
    load.entry.then(finished, () => finished(null));
    return load.entry;
  }

  return {
    peek,
    lastKnown: (workspaceId) => kept.get(workspaceId)?.entry,
    async readWith(sql, workspaceId) {
      const { secretBox } = context;
      return peek(workspaceId) ?? readEntry({ sql, secretBox }, dialectOf, workspaceId);
    },
    async get(workspaceId) {
      return peek(workspaceId) ?? loading.get(workspaceId)?.entry ?? load(workspaceId);
    },
    invalidate(workspaceId) {
      const known = kept.get(workspaceId);
      if (known !== undefined) known.outdated = true;
      loading.delete(workspaceId);
    },
    invalidateAll() {
      for (const known of kept.values()) known.outdated = true;
      loading.clear();
    },
  };
}

interface KeptEntry {
  readonly entry: WorkspaceEntry;
  outdated: boolean;
}

/** The version is read before the webhooks: a change between the two makes the entry too old, never too new. */
async function readEntry(
  context: { readonly sql: Sql; readonly secretBox: AppContext['secretBox'] },
  dialectOf: (name: string) => Dialect | undefined,
  workspaceId: string,
): Promise<WorkspaceEntry | null> {
  const workspace = await readWorkspaceVersion(context.sql, workspaceId);
  if (workspace === null) return null;
  const dialect = dialectOf(workspace.dialect);
  if (dialect === undefined)
    throw new Error(`Workspace ${workspaceId} has the unknown dialect ${workspace.dialect}.`);
  const webhooks = await listWebhooks(context.sql, context.secretBox, workspaceId);
  return {
    workspace: { id: workspaceId, name: workspace.name },
    dialect,
    version: workspace.version,
    webhooks: new Map(webhooks.map((webhook) => [webhook.id, webhook])),
    subscribers: webhooks.map((webhook) => ({ webhook, subscribed: new Set(webhook.events) })),
  };
}

function remember(kept: Map<string, KeptEntry>, workspaceId: string, entry: WorkspaceEntry): void {
  const oldest = kept.size >= workspacesCachedMax ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(workspaceId, { entry, outdated: false });
}
