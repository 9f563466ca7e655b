/**
 * The webhooks of each workspace in memory, with the version that they were read at.
 *
 * An entry is absent, loading (one query, shared by all who ask), present, or outdated: `invalidate` was called since it
 * was begun to be read (this process changed a webhook, or the database notified that another one did), or it was read
 * in a transaction; it is read again when it is asked for. An entry leaves when the directory is full (the oldest
 * one). An entry that is stale for a moment does no harm to publishing: recording checks the version inside its own
 * statement and fans out again.
 */
import { type Dialect, dialectNamed } from '@belfry/dialects';
import type { Subscriber } from '../domain/fan-out.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { Sql } from '../store/database.ts';
import { listWebhooks } from '../store/webhooks.ts';
import { readWorkspaceVersion } from '../store/workspace-version.ts';
import type { AppContext } from './context.ts';
import { withOwnEventTypes } from './workspace-dialect.ts';

export interface WorkspaceEntry {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly dialect: Dialect;
  readonly version: number;
  /** Of the event types in `dialect`, where they are the workspace's own. */
  readonly eventTypesVersion: number;
  readonly webhooks: ReadonlyMap<string, Webhook>;
  readonly subscribers: readonly Subscriber[];
}

export interface WebhookDirectory {
  /** The entry if it is in memory. */
  readonly peek: (workspaceId: string) => WorkspaceEntry | undefined;
  /**
   * The entry if it is in memory, outdated or not: for what has to be decided before it can be read again. At least as
   * new as any that was given out before.
   */
  readonly lastKnown: (workspaceId: string) => WorkspaceEntry | undefined;
  /**
   * As `get`, but reads by the caller's connection: for a transaction, which must not wait for another one, and has
   * not changed webhooks or event types itself.
   */
  readonly readWith: (sql: Sql, workspaceId: string) => Promise<WorkspaceEntry | null>;
  /** Null where there is no such workspace. Rejects where the database is away. */
  readonly get: (workspaceId: string) => Promise<WorkspaceEntry | null>;
  /**
   * The entry itself where the database still holds what it was read of, and otherwise the one that it holds now: for
   * a refusal, which must not rest on event types that another process has changed in this moment.
   */
  readonly confirmed: (entry: WorkspaceEntry) => Promise<WorkspaceEntry | null>;
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

  function read(sql: Sql, workspaceId: string): Promise<WorkspaceEntry | null> {
    const { secretBox } = context;
    return readEntry({ sql, secretBox, dialectOf }, workspaceId, kept.get(workspaceId)?.entry);
  }

  function load(workspaceId: string): Promise<WorkspaceEntry | null> {
    const load = { entry: read(context.sql, workspaceId) };
    loading.set(workspaceId, load);
    const finished = (found: WorkspaceEntry | null): void => {
      // An invalidation that came while this was loading has removed it: what it read may be stale.
      const outdated = loading.get(workspaceId) !== load;
      if (!outdated) loading.delete(workspaceId);
      if (found !== null) remember(kept, workspaceId, { entry: found, outdated });
    };
    load.entry.then(finished, () => finished(null));
    return load.entry;
  }

  async function get(workspaceId: string): Promise<WorkspaceEntry | null> {
    return peek(workspaceId) ?? loading.get(workspaceId)?.entry ?? load(workspaceId);
  }

  function invalidate(workspaceId: string): void {
    const known = kept.get(workspaceId);
    if (known !== undefined) known.outdated = true;
    loading.delete(workspaceId);
  }

  return {
    peek,
    lastKnown: (workspaceId) => kept.get(workspaceId)?.entry,
    async readWith(sql, workspaceId) {
      const fresh = peek(workspaceId);
      if (fresh !== undefined) return fresh;
      const entry = await read(sql, workspaceId);
      if (entry !== null) remember(kept, workspaceId, { entry, outdated: true });
      return entry;
    },
    get,
    async confirmed(entry) {
      const { id } = entry.workspace;
      if ((await readWorkspaceVersion(context.sql, id))?.version === entry.version) return entry;
      invalidate(id);
      return get(id);
    },
    invalidate,
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

interface Reading {
  readonly sql: Sql;
  readonly secretBox: AppContext['secretBox'];
  readonly dialectOf: (name: string) => Dialect | undefined;
}

/**
 * The versions are read before what they are of: a change between the two makes the entry too old, never too new.
 * The dialect of `before` is kept while the workspace's event types are the same: making it takes time.
 */
async function readEntry(
  { sql, secretBox, dialectOf }: Reading,
  workspaceId: string,
  before: WorkspaceEntry | undefined,
): Promise<WorkspaceEntry | null> {
  const workspace = await readWorkspaceVersion(sql, workspaceId);
  if (workspace === null) return null;
  const contract = dialectOf(workspace.dialect);
  if (contract === undefined)
    throw new Error(`Workspace ${workspaceId} has the unknown dialect ${workspace.dialect}.`);
  const dialect =
    before?.eventTypesVersion === workspace.eventTypesVersion
      ? before.dialect
      : await withOwnEventTypes(sql, workspaceId, contract);
  const webhooks = await listWebhooks(sql, secretBox, workspaceId);
  return {
    workspace: { id: workspaceId, name: workspace.name },
    dialect,
    version: workspace.version,
    eventTypesVersion: workspace.eventTypesVersion,
    webhooks: new Map(webhooks.map((webhook) => [webhook.id, webhook])),
    subscribers: webhooks.map((webhook) => ({ webhook, subscribed: new Set(webhook.events) })),
  };
}

/**
 * What is outdated already when it has been read is still kept where it is newer than what was known: who is given it
 * starts calls, and those have to find the limits of their webhooks in `lastKnown`.
 */
function remember(kept: Map<string, KeptEntry>, workspaceId: string, found: KeptEntry): void {
  const known = kept.get(workspaceId);
  if (found.outdated && known !== undefined && known.entry.version >= found.entry.version) return;
  const oldest = kept.size >= workspacesCachedMax ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  kept.set(workspaceId, found);
}
