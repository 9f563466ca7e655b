import { instant, type Sql } from './database.ts';

/**
 * Hand-offs of a living process, `owner`, that it does not deal with (any more): those that it has given up, and those
 * before an id, apart from some.
 */
export interface StrayHandoffs {
  readonly owner: string;
  readonly before: string;
  readonly except: readonly string[];
  readonly givenUp: readonly string[];
}

/**
 * Turns the hand-offs of processes that are gone, and stray ones, into due deliveries, `limit` hand-offs at a time:
 * those of their deliveries that have no row yet get one. Answers how many hand-offs were expanded.
 */
export async function expandHandoffs(
  sql: Sql,
  now: number,
  limit: number,
  stray: StrayHandoffs | null,
): Promise<number> {
  const rows = await sql<{ expanded: number }[]>`
    with orphaned as (
      select workspace_id, id from handoffs h
      where not exists (select from processes p where p.process_id = h.owner)
        or (h.owner = ${stray?.owner ?? null}::uuid and (
          h.id = any(${[...(stray?.givenUp ?? [])]}::uuid[])
          or (h.id < ${stray?.before ?? null}::uuid and h.id <> all(${[...(stray?.except ?? [])]}::uuid[]))))
      limit ${limit} for update skip locked
    ), gone as (
      delete from handoffs h using orphaned o
      where h.workspace_id = o.workspace_id and h.id = o.id
      returning h.workspace_id, h.deliveries
    ), due as (
      insert into deliveries (
        workspace_id, id, event_id, webhook_id, type, sub_type, state, next_attempt_at, next_attempt_type)
      select gone.workspace_id, (d->>0)::uuid, (d->>1)::uuid, (d->>2)::uuid, d->>3, d->>4,
             'pending', ${instant(now)}, 'first_call'
      from gone, json_array_elements(gone.deliveries) as d
      on conflict do nothing)
    select count(*)::integer as expanded from gone`;
  return rows[0]?.expanded ?? 0;
}

/** Frees the deliveries that processes which are gone, and `lostBy`, had leased; they are due as before. */
export async function freeLeases(sql: Sql, lostBy: string | null = null): Promise<number> {
  const rows = await sql`
    update deliveries set lease_owner = null
    where lease_owner in (
      select distinct l.lease_owner from deliveries l
      where l.lease_owner is not null
        and (l.lease_owner = ${lostBy}::uuid
          or not exists (select from processes p where p.process_id = l.lease_owner)))`;
  return rows.count;
}
