import { dayMs } from '../src/domain/day.ts';
import { durationBucketBoundsMs } from '../src/domain/duration-buckets.ts';
import type { Database, Sql } from '../src/store/database.ts';
import { ensurePartitions, partitionDaysAhead } from '../src/store/partitions.ts';
import { attemptsTemplate } from './history.ts';
import { sampleOf } from './sample.ts';

/** Deliveries lie evenly over the days that belfryd keeps them by default. */
export const spanDays = 30;
/** Of each of the things that a log has few of; as many however long the log is. */
export const rareCount = 20;
export const log = {
  frequentType: 'Case.StatusUpdated',
  rareType: 'Individual.Created',
  frequentText: 'reviewed by hand',
  rareText: 'Ostrich Holdings',
  frequentStatus: 503,
  rareStatus: 418,
  /** A case with `rareCount` deliveries. */
  caseId: 'case-of-twenty',
} as const;

const eventsPerStatement = 10_000;
const deliveriesPerEvent = 2;

export interface LogFilling {
  readonly workspaceId: string;
  /** Online, four of them; each event goes to two. */
  readonly webhookIds: readonly string[];
  /** Offline: its deliveries are held. */
  readonly offlineWebhookId: string;
  readonly deliveries: number;
}

/** Days of the past have partitions, as they have where belfryd has been running for long. */
export async function preparePartitions(sql: Database, nowMs: number): Promise<void> {
  for (let days = spanDays; days > 0; days -= partitionDaysAhead)
    await ensurePartitions(sql, nowMs - days * dayMs);
}

/**
 * Writes so many deliveries, two of each event, with their attempts and the counts by minute, up to `nowMs`: three in a
 * hundred failed for good, and of what is rare some twenty, evenly over the whole time.
 */
export async function fillLog(sql: Sql, filling: LogFilling, nowMs: number): Promise<void> {
  const events = filling.deliveries / deliveriesPerEvent;
  for (let from = 0; from < events; from += eventsPerStatement) {
    const to = Math.min(events, from + eventsPerStatement);
    await insertSlice(sql, filling, { from, to, events, startMs: nowMs - spanDays * dayMs });
  }
  await countByMinute(sql, filling.workspaceId);
}

/** Brings the planner's figures up to date, and what was written to the disk. */
export async function settleLog(sql: Sql): Promise<void> {
  for (const table of ['events', 'deliveries', 'delivery_stats']) await sql`vacuum analyze ${sql(table)}`;
  await sql`checkpoint`;
}

interface Slice {
  readonly from: number;
  readonly to: number;
  readonly events: number;
  readonly startMs: number;
}

/** Ids are UUIDv7 of the row's moment, which an event and its deliveries share. */
async function insertSlice(
  sql: Sql,
  filling: LogFilling,
  { from, to, events, startMs }: Slice,
): Promise<void> {
  const { workspaceId, webhookIds, offlineWebhookId } = filling;
  const { data, context, succeeded, failed } = texts();
  const every = Math.floor(events / rareCount);
  const stepMs = (spanDays * dayMs) / events;
  await sql`
    with made as materialized (
      select n, n % ${every}::bigint as place, n / ${every}::bigint as rank, hashint8(n) & 1048575 as chance,
        to_timestamp(ms / 1000.0) as at,
        to_char(to_timestamp(ms / 1000.0) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at_text,
        lpad(to_hex(ms), 12, '0') as time,
        (lpad(to_hex(ms), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid as event_id
      from generate_series(${from}::bigint, ${to - 1}::bigint) as n,
        lateral (select (${startMs}::float8 + n * ${stepMs}::float8)::bigint as ms) as moment
    ),
    told as materialized (
      select *,
        case when place = 1 then ${log.rareType}
          else (array['Case.Created', 'Case.Updated', 'Case.Updated', 'Check.Started', 'Check.Approved'])[1 + chance % 5]
        end as type,
        case when place = 2 then ${log.rareText} when chance % 10 = 3 then ${log.frequentText} else 'no remark' end as note
      from made
    ),
    recorded as (
      insert into events (workspace_id, id, type, sub_type, subject, context, data, occurred_at)
      select ${workspaceId}, event_id, type, case when type = 'Case.Updated' then ${log.frequentType} end,
        jsonb_build_object('case_id', case
          when place = 5 and rank % ${deliveriesPerEvent}::bigint = 0 then ${log.caseId}
          else 'case-' || n / 10 end),
        ${context}, replace(${data}, '{note}', note), at
      from told
    )
    insert into deliveries (workspace_id, id, event_id, webhook_id, type, sub_type, state, attempts, retries_made,
      status_code, error_kind, first_attempt_at, last_attempt_at, delivered_at, next_attempt_type)
    select ${workspaceId}, (time || '70018000' || lpad(to_hex(n * 2 + copy), 12, '0'))::uuid, event_id,
      case when held then ${offlineWebhookId}::uuid else (${[...webhookIds]}::uuid[])[1 + (chance / 7 + copy) % 4] end,
      type, case when type = 'Case.Updated' then ${log.frequentType} end,
      case when held then 'held' when status = 200 then 'succeeded' else 'exhausted' end,
      (case when held then '[]' else replace(replace(replace(
        case when status = 200 then ${succeeded} else ${failed} end,
        '{event}', event_id::text), '{at}', at_text), '"{status}"', status::text) end)::json,
      case when held or status = 200 then 0 else 2 end,
      case when not held then status end,
      case when not held and status <> 200 then 'http_status' end,
      case when not held then at end, case when not held then at + interval '2 ms' end,
      case when not held and status = 200 then at + interval '2 ms' end,
      case when held then 'first_call' end
    from told, generate_series(0, 1) as copy, lateral (
      select place = 4 as held, case
        when place = 3 and copy = 0 then ${log.rareStatus}::integer
        when (chance / 11 + copy * 50) % 100 < 2 then ${log.frequentStatus}::integer
        when (chance / 11 + copy * 50) % 100 = 2 then 404 else 200 end as status) as outcome`;
}

/** A payload of a real event with a note in it; the attempts of a success and of a failure (domain/attempt.ts). */
function texts() {
  const sample = sampleOf('dotfile', null);
  const { data, context } = sample.event;
  const once = attemptsTemplate('https://hooks.example.com/belfry', sample, 200);
  const [attempt] = attemptsTemplate('https://hooks.example.com/belfry', sample, '{status}');
  return {
    data: JSON.stringify({ note: '{note}', ...Object(data) }),
    context: JSON.stringify(context ?? {}),
    succeeded: JSON.stringify(once),
    failed: JSON.stringify([attempt, attempt, attempt]),
  };
}

/** As belfryd would have counted them; every call of some milliseconds. */
async function countByMinute(sql: Sql, workspaceId: string): Promise<void> {
  const buckets = durationBucketBoundsMs.length + 1;
  await sql`
    insert into delivery_stats (workspace_id, webhook_id, minute, process_id, succeeded, failed, durations, failures,
      last_failed_at, last_delivery_id)
    select workspace_id, webhook_id, date_trunc('minute', last_attempt_at), ${workspaceId},
      count(*) filter (where state = 'succeeded'), count(*) filter (where state <> 'succeeded'),
      array_fill(0, array[5]) || array[count(*)::integer] || array_fill(0, array[${buckets - 6}::integer]),
      case when bool_or(state <> 'succeeded') then json_build_array(
        json_build_array('http_status', ${log.frequentStatus}::integer, count(*) filter (where state <> 'succeeded'))) end,
      max(last_attempt_at) filter (where state <> 'succeeded'), (array_agg(id order by id desc))[1]
    from deliveries where workspace_id = ${workspaceId} and last_attempt_at is not null
    group by 1, 2, 3`;
}
