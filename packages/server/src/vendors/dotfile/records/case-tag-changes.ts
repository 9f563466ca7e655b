/** Tags are put on a case and taken off it, each change one transaction. */
import type { ChangeRecords } from '../../../app/change-records.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { caseChange } from './case-change.ts';
import { taggedCase, untaggedCase } from './case-decisions.ts';
import type { CaseRecord } from './case-image.ts';
import { caseMembers } from './case-members.ts';
import { lockCase, readTags } from './case-reading.ts';
import { checkTagCount, matchedTags, newTags, readNamedTags, type Tags } from './case-tags.ts';

/** A case as a change left it. `tags` are the records of its labels, at least. */
export interface TaggedCase {
  readonly record: CaseRecord;
  readonly tags: Tags;
}

/** `names` are ids or labels. Labels without a tag get one; refuses not_found for an id without one. */
export function tagCase(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
  names: readonly string[],
): Promise<Result<TaggedCase>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await lockCase(reader, key);
      if (!tree.ok) return tree;
      const tags = await readTags(reader, tree.value.record.document.tags);
      const named = await readNamedTags(reader, names, 'not_found');
      return named.ok ? accepted({ tree: tree.value, tags, named: named.value }) : named;
    },
    decide({ tree, tags, named }, moment) {
      const document = taggedCase(tree.record.document, named.labels);
      const few = checkTagCount(document.tags);
      if (!few.ok) return few;
      const created = newTags(named.missing, moment);
      const also = { writes: created.writes, events: [] };
      const change = caseChange(tree.record, document, caseMembers(tree.members), moment, also);
      const value = { record: change.value, tags: [...tags, ...named.known, ...created.tags] };
      return accepted({ ...change, value });
    },
  });
}

/** Refuses not_found where the case does not have one of the tags; then it keeps all of them. */
export function untagCase(
  changeRecords: ChangeRecords,
  workspaceId: string,
  key: string,
  names: readonly string[],
): Promise<Result<TaggedCase>> {
  return changeRecords(workspaceId, {
    async read(reader) {
      const tree = await lockCase(reader, key);
      if (!tree.ok) return tree;
      return accepted({ tree: tree.value, tags: await readTags(reader, tree.value.record.document.tags) });
    },
    decide({ tree, tags }, moment) {
      const { labels, missing } = matchedTags(names, tags);
      const [absent] = missing;
      if (absent !== undefined) {
        return refused('not_found', `tags: The case has no tag ${JSON.stringify(absent)}.`);
      }
      const document = untaggedCase(tree.record.document, labels);
      const change = caseChange(tree.record, document, caseMembers(tree.members), moment);
      return accepted({ ...change, value: { record: change.value, tags } });
    },
  });
}
