import { accepted, type Result, refused } from '../domain/refusal.ts';
import type { PageRequest, SearchPage } from '../domain/search.ts';
import type { Workspace } from '../domain/workspace.ts';
import {
  type BrowsedRecord,
  countByKind,
  findBrowsedRecord,
  readChildren,
  searchRecords,
} from '../store/record-browsing.ts';
import type { BrowsableKind, RecordSubject } from './browsable-kind.ts';
import type { AppContext } from './context.ts';

/** A record as people browse it. */
export interface RecordView {
  readonly record: BrowsedRecord;
  readonly title: string | null;
}

export interface RecordDetail extends RecordView {
  /** What it holds itself, oldest first. */
  readonly children: readonly RecordView[];
  readonly subject: RecordSubject | null;
}

/** `kinds` are those of the workspace's dialect, in all of these. */
type Kinds = readonly BrowsableKind[];

export async function readRecordKinds(
  { sql }: AppContext,
  workspace: Workspace,
  kinds: Kinds,
): Promise<readonly { readonly kind: string; readonly label: string; readonly count: number }[]> {
  if (kinds.length === 0) return [];
  const counts = await countByKind(sql, workspace.id);
  return kinds.map(({ kind, label }) => ({ kind, label, count: counts.get(kind) ?? 0 }));
}

/** Newest first. Nothing is of a kind that there is not. */
export async function browseRecords(
  { sql }: AppContext,
  workspace: Workspace,
  kinds: Kinds,
  filter: { readonly kind?: string | undefined; readonly text?: string | undefined },
  page: PageRequest,
): Promise<SearchPage<RecordView>> {
  const asked = filter.kind === undefined ? kinds : kinds.filter(({ kind }) => kind === filter.kind);
  if (asked.length === 0) return { items: [], nextId: null };
  const found = await searchRecords(
    sql,
    workspace.id,
    { kinds: asked.map(({ kind }) => kind), text: filter.text },
    page,
  );
  return { ...found, items: found.items.map((record) => viewOf(kinds, record)) };
}

/** Refuses not_found. */
export async function readRecord(
  { sql }: AppContext,
  workspace: Workspace,
  kinds: Kinds,
  id: string,
  childrenMax: number,
): Promise<Result<RecordDetail>> {
  const names = kinds.map(({ kind }) => kind);
  const record = await findBrowsedRecord(sql, workspace.id, names, id);
  if (record === null) return refused('not_found', 'No record with this id in the workspace.');
  const children = await readChildren(sql, workspace.id, names, id, childrenMax);
  return accepted({
    ...viewOf(kinds, record),
    children: children.map((child) => viewOf(kinds, child)),
    subject: kindOf(kinds, record).subject(record),
  });
}

function viewOf(kinds: Kinds, record: BrowsedRecord): RecordView {
  return { record, title: kindOf(kinds, record).title(record) };
}

function kindOf(kinds: Kinds, record: BrowsedRecord): BrowsableKind {
  const found = kinds.find(({ kind }) => kind === record.kind);
  if (found === undefined) throw new Error(`Records of kind ${record.kind} are not browsed.`);
  return found;
}
