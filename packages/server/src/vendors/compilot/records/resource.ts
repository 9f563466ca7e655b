/** What all records of this API have in common: how they are found, and how a change of one is told of. */
import type { RecordReader } from '../../../app/record-reader.ts';
import { createdAt, type RecordEvent, type RecordKind, type StoredRecord } from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import type { RecordKey } from '../../../store/records.ts';
import { invalidField } from '../body.ts';
import { isoTime, isUuid } from './scalars.ts';

/** Records of a kind that are created, changed and deleted, each change with one event. */
export interface Resource<Document> {
  readonly kind: RecordKind<Document>;
  /** As the events are called: "customer" of customer.created. */
  readonly name: string;
  /** The kind of what holds such a record, where something does. */
  readonly heldBy: RecordKind<never> | null;
  /** The body of an answer, and the payload of the events. */
  readonly image: (record: StoredRecord<Document>, workspaceId: string) => Readonly<Record<string, unknown>>;
  /** What its events are about: {customer_id: "…"}. */
  readonly subject: (record: StoredRecord<Document>) => Readonly<Record<string, string>>;
}

export type Action = 'created' | 'updated' | 'deleted';

/** The event of a change. `more` is what the payload says beyond the image. */
export function resourceEvent<Document>(
  resource: Resource<Document>,
  action: Action,
  record: StoredRecord<Document>,
  workspaceId: string,
  more: Readonly<Record<string, unknown>> = {},
): RecordEvent {
  return {
    draft: { type: `${resource.name}.${action}`, data: { ...resource.image(record, workspaceId), ...more } },
    subject: resource.subject(record),
  };
}

/** When a record was created and, null where it never was, changed. */
export function timesOf(record: StoredRecord): {
  readonly createdAt: string;
  readonly updatedAt: string | null;
} {
  return {
    createdAt: isoTime(createdAt(record)),
    updatedAt: record.version === 1 ? null : isoTime(record.updatedAt),
  };
}

/** An id as it stands in a path; what cannot be one is nobody's. */
export function keyOf(id: string): RecordKey {
  return { id: isUuid(id) ? id : null, externalId: null };
}

export function noSuch({ name }: { readonly name: string }): Result<never> {
  return refused('not_found', `There is no such ${name}.`);
}

/** Refuses where another record of the kind than `ownId` has the external id. */
export async function checkFree(
  reader: RecordReader,
  { kind, name }: Pick<Resource<never>, 'kind' | 'name'>,
  field: string,
  externalId: string | null | undefined,
  ownId: string | null,
): Promise<Result<null>> {
  if (externalId === null || externalId === undefined) return accepted(null);
  const holders = await reader.findByExternalIds(kind, [externalId]);
  if (holders.every(({ id }) => id === ownId)) return accepted(null);
  return invalidField(field, `Another ${name} has it.`);
}
