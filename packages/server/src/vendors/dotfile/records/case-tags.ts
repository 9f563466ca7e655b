/** The tags that a body names, by their ids or labels, and what becomes of labels that no tag has. */
import type { RecordReader } from '../../../app/record-reader.ts';
import { type ChangeMoment, creation, newRoot, type StoredRecord } from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { isUuid } from '../filter-value.ts';
import { foldedLabel } from './tag-label.ts';
import { type TagDocument, tagKind, tagsPerWorkspaceMax } from './tag-record.ts';

export type Tags = readonly StoredRecord<TagDocument>[];

export interface NamedTags {
  /** As the tags have them, or are to have them; each once, where it first stands. */
  readonly labels: readonly string[];
  /** The tags that exist. They stay as they are until the change ends. */
  readonly known: Tags;
  /** The labels among `labels` that no tag has. */
  readonly missing: readonly string[];
}

/** More than a case can have. */
const tagsPerCaseMax = 100;

/**
 * Refuses an id that is none of the workspace's tags as `unknownIdCode`, and more tags than a workspace can have. What
 * has the form of an id is taken as one, and only then as the label of a tag that exists.
 */
export async function readNamedTags(
  reader: RecordReader,
  names: readonly string[],
  unknownIdCode: 'invalid_request' | 'not_found',
): Promise<Result<NamedTags>> {
  const hold = async () => matchedTags(names, await reader.hold(tagKind, keysOf(names)));
  let named = await hold();
  if (named.missing.length > 0 && !named.missing.some(isUuid)) {
    const count = await reader.countForCreation(tagKind);
    // Others may have created some until it was this change's turn.
    named = await hold();
    if (count + named.missing.length > tagsPerWorkspaceMax) {
      return refused('invalid_request', `tags: A workspace has at most ${tagsPerWorkspaceMax} tags.`);
    }
  }
  const unknown = named.missing.find(isUuid);
  if (unknown === undefined) return accepted(named);
  return refused(unknownIdCode, `tags: There is no tag with the id ${JSON.stringify(unknown)}.`);
}

/** Which of the tags the names mean. */
export function matchedTags(names: readonly string[], tags: Tags): NamedTags {
  const byId = new Map(tags.map((tag) => [tag.id, tag.document.label]));
  const byLabel = new Map(tags.map((tag) => [foldedLabel(tag.document.label), tag.document.label]));
  const missing = new Map<string, string>();
  const labels = names.map((name) => {
    const folded = foldedLabel(name);
    const label = byId.get(name.toLowerCase()) ?? byLabel.get(folded) ?? missing.get(folded);
    if (label !== undefined) return label;
    missing.set(folded, name);
    return name;
  });
  return { labels: [...new Set(labels)], known: tags, missing: [...missing.values()] };
}

/** New tags for labels that have none; in one order, so that two changes never wait for each other in turns. */
export function newTags(labels: readonly string[], moment: ChangeMoment) {
  const tags = [...labels].sort().map((label) => newRoot(tagKind, moment, { label }));
  return { tags, writes: tags.map((tag) => creation(tagKind, tag)) };
}

/** Refuses more tags than a case can have. */
export function checkTagCount(labels: readonly string[]): Result<null> {
  if (labels.length <= tagsPerCaseMax) return accepted(null);
  return refused('invalid_request', `tags: A case has at most ${tagsPerCaseMax} tags.`);
}

function keysOf(names: readonly string[]) {
  return { ids: names.filter(isUuid), externalIds: names.map(foldedLabel) };
}
