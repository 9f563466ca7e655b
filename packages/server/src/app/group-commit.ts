/**
 * Concurrent publishes to one workspace share a commit.
 *
 * A publish joins the workspace's open group. A group closes when it has gathered for `gatherMs`, when it is full, or
 * - while commits are under way - when one of them ends; `commitsMax` commits run at once for a workspace. If the
 * database refuses a shared commit, each publish of it is tried alone, so that no publish fails for another's sake.
 * If the database is away, all of them fail: the commit may have been carried out all the same, and whoever tries
 * again knows better what that means.
 */
import type { PreparedEvent } from '../domain/publication.ts';
import { databaseErrorKind } from '../store/database-error.ts';
import type { PublicationRecorder, RecordedPublication } from './record-publication.ts';

export interface Published {
  readonly eventIds: readonly string[];
  readonly deliveries: number;
}

export const gatherMs = 1;
export const eventsPerCommitMax = 1000;
/** One: while it is under way the next group gathers, and fewer, larger commits cost the database less. */
export const commitsPerWorkspaceMax = 1;

interface Member {
  readonly events: readonly PreparedEvent[];
  readonly resolve: (published: Published) => void;
  readonly reject: (error: unknown) => void;
}

interface Group {
  members: Member[];
  eventCount: number;
  commits: number;
  scheduled: boolean;
}

export function createGroupCommit(
  recorder: PublicationRecorder,
): (workspaceId: string, events: readonly PreparedEvent[]) => Promise<Published> {
  const groups = new Map<string, Group>();

  function schedule(workspaceId: string, group: Group): void {
    if (group.scheduled || group.commits >= commitsPerWorkspaceMax || group.members.length === 0) return;
    group.scheduled = true;
    setTimeout(
      () => void commitNext(workspaceId, group),
      group.eventCount >= eventsPerCommitMax ? 0 : gatherMs,
    );
  }

  async function commitNext(workspaceId: string, group: Group): Promise<void> {
    await recorder.whenRoom();
    group.scheduled = false;
    const members = takeMembers(group);
    group.commits++;
    schedule(workspaceId, group);
    await commit(recorder, workspaceId, members);
    group.commits--;
    schedule(workspaceId, group);
    if (group.commits === 0 && group.members.length === 0) groups.delete(workspaceId);
  }

  return (workspaceId, events) =>
    new Promise((resolve, reject) => {
      let group = groups.get(workspaceId);
      if (group === undefined) {
        group = { members: [], eventCount: 0, commits: 0, scheduled: false };
        groups.set(workspaceId, group);
      }
      group.members.push({ events, resolve, reject });
      group.eventCount += events.length;
      schedule(workspaceId, group);
    });
}

/** As many members as fit into one commit, one at least. */
function takeMembers(group: Group): Member[] {
  let events = 0;
  let count = 0;
  for (const member of group.members) {
    if (count > 0 && events + member.events.length > eventsPerCommitMax) break;
    events += member.events.length;
    count++;
  }
  group.eventCount -= events;
  return group.members.splice(0, count);
}

async function commit(
  recorder: PublicationRecorder,
  workspaceId: string,
  members: readonly Member[],
): Promise<void> {
  const events = members.flatMap((member) => member.events);
  let recorded: RecordedPublication;
  try {
    recorded = await recorder.record(recorder.sql, workspaceId, events);
  } catch (error) {
    if (members.length === 1 || databaseErrorKind(error) === 'away') {
      for (const member of members) member.reject(error);
    } else {
      await Promise.all(members.map((member) => commit(recorder, workspaceId, [member])));
    }
    return;
  }
  recorded.committed();
  share(members, recorded);
}

/** Each member's own events, out of the group's. */
function share(members: readonly Member[], recorded: RecordedPublication): void {
  let start = 0;
  for (const member of members) {
    const end = start + member.events.length;
    const eventIds = recorded.published.eventIds.slice(start, end);
    const deliveries = recorded.deliveriesByEvent.slice(start, end).reduce((sum, count) => sum + count, 0);
    member.resolve({ eventIds, deliveries });
    start = end;
  }
}
