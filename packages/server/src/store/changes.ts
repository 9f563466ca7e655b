import { type Change, type ChangeTopic, changeText, parseChange } from '../domain/change.ts';
import type { Database, Sql } from './database.ts';

/**
 * What processes tell each other of changes, by NOTIFY. `belfry_changes`: who says it, or "-" where it is for every
 * process, and a line for each workspace. `belfry_watchers`: who says it, and either "ask" or the workspaces that are
 * watched there.
 */
const changesChannel = 'belfry_changes';
const watchersChannel = 'belfry_watchers';
const everybody = '-';

/** Less than the 8,000 bytes that a notification may have. */
const payloadBytesMax = 7_000;

/** Within a transaction: tells every process at its commit, this one among them. For what changes seldom. */
export async function announceChange(sql: Sql, workspaceId: string, topic: ChangeTopic): Promise<void> {
  const text = changeText(workspaceId, { topics: [topic], webhookIds: [] });
  await sql`select pg_notify(${changesChannel}, ${`${everybody}\n${text}`})`;
}

/** Tells the other processes, in one statement. */
export async function sendChanges(
  sql: Sql,
  sender: string,
  changes: readonly { readonly workspaceId: string; readonly change: Change }[],
): Promise<void> {
  const lines = changes.map(({ workspaceId, change }) => changeText(workspaceId, change));
  await notifyEach(sql, changesChannel, sender, lines);
}

/** Tells the other processes which workspaces are watched in this one; nothing where none is. */
export async function sendWatched(sql: Sql, sender: string, workspaceIds: readonly string[]): Promise<void> {
  await notifyEach(sql, watchersChannel, sender, workspaceIds);
}

/** Asks the other processes to say which workspaces are watched there. */
export async function askForWatched(sql: Sql, sender: string): Promise<void> {
  await sql`select pg_notify(${watchersChannel}, ${`${sender}\n${ask}`})`;
}

const ask = 'ask';

export interface ChangeHandlers {
  readonly changed: (workspaceId: string, change: Change) => void;
  /** These are watched in another process. */
  readonly watched: (workspaceIds: readonly string[]) => void;
  readonly asked: () => void;
  /** It listens now; `again`: after the connection was lost, so that anything may have been missed. */
  readonly listening: (again: boolean) => void;
}

/**
 * Hears what others say, and not what `self` says; and what is notified of changed webhooks and new jobs. Resolves
 * with the way to stop.
 */
export async function listenForChanges(
  sql: Database,
  self: string,
  { changed, watched, asked, listening }: ChangeHandlers,
): Promise<() => Promise<void>> {
  let again = false;
  const linesOf = (payload: string): readonly string[] => {
    const [sender, ...lines] = payload.split('\n');
    return sender === self ? [] : lines;
  };
  const listeners = [
    await sql.listen('belfry_webhooks', (workspaceId) =>
      changed(workspaceId, { topics: ['webhooks'], webhookIds: null }),
    ),
    await sql.listen('belfry_jobs', (payload) => {
      const parsed = parseChange(payload);
      if (parsed !== null) changed(parsed.workspaceId, parsed.change);
    }),
    await sql.listen(changesChannel, (payload) => {
      for (const line of linesOf(payload)) {
        const parsed = parseChange(line);
        if (parsed !== null) changed(parsed.workspaceId, parsed.change);
      }
    }),
    await sql.listen(
      watchersChannel,
      (payload) => {
        const lines = linesOf(payload);
        if (lines[0] === ask) asked();
        else if (lines.length > 0) watched(lines);
      },
      () => {
        listening(again);
        again = true;
      },
    ),
  ];
  return async () => {
    await Promise.all(listeners.map((listener) => listener.unlisten()));
  };
}

/** As many notifications as the lines need, in one statement. */
async function notifyEach(
  sql: Sql,
  channel: string,
  sender: string,
  lines: readonly string[],
): Promise<void> {
  const payloads: string[] = [];
  let payload = sender;
  for (const line of lines) {
    if (payload.length + 1 + line.length > payloadBytesMax && payload !== sender) {
      payloads.push(payload);
      payload = sender;
    }
    payload += `\n${line}`;
  }
  if (payload !== sender) payloads.push(payload);
  if (payloads.length === 0) return;
  await sql`select pg_notify(${channel}, payload) from unnest(${payloads}::text[]) as p (payload)`;
}
