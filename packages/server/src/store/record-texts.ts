import { isDeepStrictEqual } from 'node:util';
import type postgres from 'postgres';
import type { PatternCondition } from '../domain/listing.ts';
import type { RecordListing } from '../domain/record.ts';
import type { Sql } from './database.ts';
import { storable } from './storable-text.ts';

/** How many characters in a row are looked up. */
const gramLength = 3;

const asciiPattern = /^[\x20-\x7e]*$/;

/** A text of a listing by the name of its field: `name`, or `text.` and its key. */
type ListedText = readonly [field: string, text: string];

/**
 * Writes what patterns are looked up by, where it is not what it was. `before` is null for a new record. In the
 * statement's transaction the record must stand already.
 */
export async function writeTexts(
  sql: Sql,
  workspaceId: string,
  { id, kind }: { readonly id: string; readonly kind: string },
  listing: RecordListing,
  before: RecordListing | null,
): Promise<void> {
  const texts = textsOf(listing);
  const old = before === null ? [] : textsOf(before);
  if (isDeepStrictEqual(texts, old)) return;
  const gone = old.map(([field]) => field).filter((field) => !texts.some(([kept]) => kept === field));
  if (gone.length > 0) {
    await sql`
      delete from record_texts where workspace_id = ${workspaceId} and id = ${id} and field = any(${gone})`;
  }
  await sql`
    insert into record_texts (workspace_id, id, field, kind, folded, grams)
    select ${workspaceId}::uuid, ${id}::uuid, t.field, ${kind}, t.folded, array(
      select distinct ${gramSql(sql, sql`substr(t.folded, i, ${gramLength})`, workspaceId, kind, sql`t.field`)}
      from generate_series(1, char_length(t.folded) - ${gramLength - 1}) i
    )
    from (
      select field, lower(text) as folded
      from unnest(${texts.map(([field]) => field)}::text[], ${texts.map(([, text]) => text)}::text[]) x (field, text)
    ) t
    on conflict (workspace_id, id, field) do update set folded = excluded.folded, grams = excluded.grams`;
}

/**
 * The texts of the field that match the pattern in any case, as `t`: the `from` and the `where` of a statement. Null
 * where the pattern has not enough in a row to be looked up by, or begins so plainly that the order by name answers it.
 */
export function textsMatching(
  sql: Sql,
  workspaceId: string,
  kind: string,
  { field, operator, pattern }: PatternCondition,
): postgres.Fragment | null {
  const runs = pattern.split(/[%_]/);
  if (!runs.some((run) => [...run].length >= gramLength)) return null;
  // What matches in its own case matches in any, where lower case does not depend on what stands beside a letter.
  if (operator === 'like' && (runs[0] !== '' || !asciiPattern.test(pattern))) return null;
  return sql`
    from record_texts t
    where t.workspace_id = ${workspaceId} and t.kind = ${kind} and t.field = ${field}
      and t.folded like lower(${pattern}) escape ''
      and t.grams @> array(
        select ${gramSql(sql, sql`substr(run, i, ${gramLength})`, workspaceId, kind, sql`${field}`)}
        from regexp_split_to_table(lower(${pattern}), '[%_]') run
        cross join lateral generate_series(1, char_length(run) - ${gramLength - 1}) i
      )`;
}

/** The same as in the migration that filled the table. */
function gramSql(
  sql: Sql,
  gram: postgres.Fragment,
  workspaceId: string,
  kind: string,
  field: postgres.Fragment,
): postgres.Fragment {
  const seed = sql`hashtextextended(${workspaceId}::uuid::text || ' ' || ${kind} || ' ' || ${field}, 0)`;
  return sql`hashtextextended(${gram}, ${seed})::bit(32)::integer`;
}

function textsOf({ name, texts }: RecordListing): readonly ListedText[] {
  const all = Object.entries(texts ?? {}).map(([key, text]) => [`text.${key}`, text] as const);
  return [['name', name] as const, ...all].flatMap(([field, text]) =>
    text === null ? [] : [[field, storable(text)] as const],
  );
}
