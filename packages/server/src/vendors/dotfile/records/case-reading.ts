import type { RecordReader } from '../../../app/record-reader.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import type { CaseTree } from './case-change.ts';
import type { Attached } from './case-decisions.ts';
import { caseMemberKinds } from './case-members.ts';
import { caseKind } from './case-record.ts';
import { checkTagCount, readNamedTags, type Tags } from './case-tags.ts';
import { keyOf } from './record-key.ts';
import { foldedLabel } from './tag-label.ts';
import { tagKind } from './tag-record.ts';
import { templateKind } from './template-record.ts';
import { userKind } from './user-record.ts';

export function noSuchCase(): Result<never> {
  return refused('not_found', 'There is no such case.');
}

/** Locks a case by its id or external id; refuses not_found. */
export async function lockCase(reader: RecordReader, key: string): Promise<Result<CaseTree>> {
  const tree = await reader.lock(caseKind, keyOf(key), caseMemberKinds);
  return tree === null ? noSuchCase() : accepted(tree);
}

/** Refuses where another case than `caseId` has the external id. */
export async function checkExternalId(
  reader: RecordReader,
  externalId: string | null | undefined,
  caseId: string | null,
): Promise<Result<null>> {
  if (externalId === null || externalId === undefined) return accepted(null);
  const holders = await reader.findByExternalIds(caseKind, [externalId]);
  if (holders.every(({ id }) => id === caseId)) return accepted(null);
  return invalid('external_id', 'Another case has this external id.');
}

interface Attachments {
  readonly template_key?: string | null | undefined;
  readonly template_id?: string | null | undefined;
  readonly assignee_id?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
}

/** The template, the user and the tags that a body names; refuses those that the workspace does not have. */
export async function readAttached(reader: RecordReader, body: Attachments): Promise<Result<Attached>> {
  const template = await readTemplate(reader, body);
  if (!template.ok) return template;
  const assignee = await readAssignee(reader, body.assignee_id);
  if (!assignee.ok) return assignee;
  const tags = await readTagsOfBody(reader, body.tags);
  if (!tags.ok) return tags;
  return accepted({ template: template.value, assignee: assignee.value, tags: tags.value });
}

async function readTemplate(
  reader: RecordReader,
  { template_key: key, template_id: id }: Attachments,
): Promise<Result<Attached['template']>> {
  if (key === undefined && id === undefined) return accepted(undefined);
  if (key === null || id === null) return accepted(null);
  const externalId = key?.includes('\0') ? null : (key ?? null);
  const found = await reader.find(templateKind, { id: id ?? null, externalId });
  if (found === null) {
    return invalid(key === undefined ? 'template_id' : 'template_key', 'There is no such template.');
  }
  return accepted({ id: found.id, name: found.document.name, key: found.document.key });
}

async function readAssignee(
  reader: RecordReader,
  id: string | null | undefined,
): Promise<Result<Attached['assignee']>> {
  if (id === undefined || id === null) return accepted(id);
  const user = await reader.find(userKind, { id, externalId: null });
  if (user === null) return invalid('assignee_id', 'There is no such user.');
  const { first_name, last_name, email } = user.document;
  return accepted({ id: user.id, first_name, last_name, email });
}

/** Null takes all tags away. */
async function readTagsOfBody(
  reader: RecordReader,
  names: readonly string[] | null | undefined,
): Promise<Result<Attached['tags']>> {
  if (names === undefined) return accepted(undefined);
  const named = await readNamedTags(reader, names ?? [], 'invalid_request');
  if (!named.ok) return named;
  const few = checkTagCount(named.value.labels);
  return few.ok ? named : few;
}

/** The records of the tags with these labels. */
export function readTags(reader: RecordReader, labels: readonly string[]): Promise<Tags> {
  return reader.findByExternalIds(tagKind, labels.map(foldedLabel));
}

function invalid(path: string, message: string): Result<never> {
  return refused('validation_failed', 'The body is not valid.', [{ path, message }]);
}
