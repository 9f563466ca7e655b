/**
 * The one way in which records change. In one transaction: what the change is about is locked and read, a pure
 * decision says what becomes of it, the records are written over the versions that were read, and the events are
 * recorded with their fan-out. So there is no event without its change, and no change without its events.
 *
 * A change is tried again, with everything read and decided anew, where a record was changed between reading and
 * writing, where an external id was taken in the meantime, and where the database ended a deadlock.
 */
import type { Dialect } from '@belfry/dialects';
import { idOf } from '../domain/id.ts';
import type { PreparedEvent } from '../domain/publication.ts';
import type { ChangeMoment, RecordChange, RecordEvent } from '../domain/record.ts';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import { writeActivities } from '../store/activities.ts';
import { databaseErrorKind, isUniqueViolation } from '../store/database-error.ts';
import { writeRecords } from '../store/record-writes.ts';
import type { AppContext } from './context.ts';
import type { PublicationRecorder, RecordedPublication } from './record-publication.ts';
import { createRecordReader, type RecordReader } from './record-reader.ts';
import type { WebhookDirectory, WorkspaceEntry } from './webhook-directory.ts';

export interface RecordChangeRequest<Known, Value> {
  /** Reads what the decision needs, or refuses. Trees are locked before anything is read that they hold. */
  readonly read: (reader: RecordReader) => Promise<Result<Known>>;
  /** Pure. A change without writes records nothing and leaves `updatedAt` as it is. */
  readonly decide: (known: Known, moment: ChangeMoment) => Result<RecordChange<Value>>;
}

/**
 * Refuses what `read` and `decide` refuse, not_found for a workspace that is none, and unavailable where the records
 * were changed by others again and again. Throws where a decision's event does not pass the dialect: that is a bug.
 * Rejects where the database is away.
 */
export type ChangeRecords = <Known, Value>(
  workspaceId: string,
  request: RecordChangeRequest<Known, Value>,
) => Promise<Result<Value>>;

/** Changes of a tree take turns, so that more than a few tries are for records outside of any lock. */
const triesMax = 10;

export function createChangeRecords(
  context: AppContext,
  directory: WebhookDirectory,
  recorder: PublicationRecorder,
): ChangeRecords {
  return async (workspaceId, request) => {
    for (let tries = 0; tries < triesMax; tries++) {
      await recorder.whenRoom();
      // Before the transaction, which must not wait for another connection, and finds it in memory then.
      const entry = await directory.get(workspaceId);
      if (entry === null) return refused('not_found', 'There is no such workspace.');
      const outcome = await tryChange(context, entry, recorder, workspaceId, request);
      if (outcome !== 'conflict') return outcome;
    }
    return refused('unavailable', 'Others change the same records at this moment. Try again.');
  };
}

async function tryChange<Known, Value>(
  context: AppContext,
  { dialect }: WorkspaceEntry,
  recorder: PublicationRecorder,
  workspaceId: string,
  request: RecordChangeRequest<Known, Value>,
): Promise<Result<Value> | 'conflict'> {
  let recorded: RecordedPublication | undefined;
  let written = false;
  try {
    const result = await context.sql.begin(async (tx): Promise<Result<Value>> => {
      const reader = createRecordReader(tx, workspaceId);
      const known = await request.read(reader);
      if (!known.ok) return known;
      const moment = momentAfter(reader.newestRead(), context);
      const decided = request.decide(known.value, moment);
      if (!decided.ok) return decided;
      const { writes, events, activities = [], value } = decided.value;
      if (writes.length === 0 && events.length + activities.length > 0)
        throw new Error('Events and activities need a change that they tell of.');
      if (!(await writeRecords(tx, workspaceId, writes))) throw new ChangedMeanwhile();
      written = writes.length > 0;
      await writeActivities(tx, workspaceId, activities, moment.at);
      if (events.length > 0) {
        recorded = await recorder.record(tx, workspaceId, prepare(dialect, events, moment.at));
      }
      return accepted(value);
    });
    recorded?.committed();
    if (written) context.changed(workspaceId, 'records');
    return result;
  } catch (error) {
    recorded?.abandoned();
    if (isConflict(error)) return 'conflict';
    throw error;
  }
}

/** Rolls the transaction back; never leaves this file. */
class ChangedMeanwhile extends Error {}

function isConflict(error: unknown): boolean {
  return (
    error instanceof ChangedMeanwhile || isUniqueViolation(error) || databaseErrorKind(error) === 'conflict'
  );
}

const randomBytesPerId = 6;

/** Later than everything that was read, so that each record's `updatedAt` rises although clocks stand or differ. */
function momentAfter(newestRead: number, { now, randomBytes }: AppContext): ChangeMoment {
  const at = Math.max(now(), newestRead + 1);
  let sequence = 0;
  return { at, newId: () => idOf(at, sequence++, randomBytes(randomBytesPerId)) };
}

function prepare(dialect: Dialect, events: readonly RecordEvent[], at: number): PreparedEvent[] {
  return events.map(({ draft, subject }) => {
    const validation = dialect.validate(draft);
    if (validation.ok) {
      return { valid: validation.event, subject: JSON.stringify(subject), occurredAt: at };
    }
    const issues = validation.issues.map((issue) => `${issue.path} ${issue.message}`).join(' ');
    throw new Error(`A change of records made a ${draft.sub_type ?? draft.type} that is none: ${issues}`);
  });
}
