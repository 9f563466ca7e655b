import type postgres from 'postgres';
import type { Sql } from './database.ts';

/** Whether the payload of the event aliased e holds the text, in any case, as written or as JSON escapes it. */
export function holdsText(sql: Sql, text: string) {
  // Mostly one and the same: each is looked for in every character of a payload.
  const needles = new Set([text, JSON.stringify(text).slice(1, -1)]);
  const patterns = [...needles].map((needle) => `%${escapeLike(needle)}%`);
  return sql`(e.data ilike any(${patterns}) or e.context ilike any(${patterns}))`;
}

/** Text in which no character of LIKE has a meaning. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** Every one of several conditions. */
export function allOf(sql: Sql, conditions: readonly postgres.Fragment[]) {
  return conditions.reduce<postgres.Fragment>((all, condition) => sql`${all} and ${condition}`, sql`true`);
}
