import type { Sql } from '../src/store/database.ts';
import type { Sample } from './sample.ts';

const rowsPerStatement = 25_000;

export interface History {
  readonly workspaceId: string;
  readonly webhookId: string;
  readonly url: string;
  readonly rows: number;
}

/**
 * Fills the tables with delivered events of today, each with its delivery and one attempt in it, as if they had
 * been sent evenly since midnight (UTC), and brings the planner's figures up to date.
 */
export async function loadHistory(sql: Sql, history: History, sample: Sample): Promise<void> {
  const now = Date.now();
  const dayStart = Math.floor(now / 86_400_000) * 86_400_000;
  for (let from = 0; from < history.rows; from += rowsPerStatement) {
    const to = Math.min(history.rows, from + rowsPerStatement);
    await insertRows(sql, history, sample, { from, to, dayStart, stepMs: (now - dayStart) / history.rows });
  }
  for (const table of ['events', 'deliveries']) await sql`vacuum analyze ${sql(table)}`;
  await sql`checkpoint`;
}

interface Slice {
  readonly from: number;
  readonly to: number;
  readonly dayStart: number;
  readonly stepMs: number;
}

/** Ids are UUIDv7 of the row's moment: 48 bits of milliseconds, the version, the variant, and what tells them apart. */
async function insertRows(sql: Sql, history: History, sample: Sample, slice: Slice): Promise<void> {
  const { workspaceId, webhookId } = history;
  const data = JSON.stringify(sample.event.data);
  const context = JSON.stringify(sample.event.context ?? {});
  const attempts = JSON.stringify(attemptsTemplate(history.url, sample, 200));
  await sql`
    with made as materialized (
      select
        n,
        to_timestamp(ms / 1000.0) as at,
        to_char(to_timestamp(ms / 1000.0) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at_text,
        (lpad(to_hex(ms), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid as event_id,
        (lpad(to_hex(ms), 12, '0') || '7001' || '8000' || lpad(to_hex(n), 12, '0'))::uuid as delivery_id
      from generate_series(${slice.from}::bigint, ${slice.to - 1}::bigint) as n,
        lateral (select (${slice.dayStart}::float8 + n * ${slice.stepMs}::float8)::bigint as ms) as moment
    ),
    recorded as (
      insert into events (workspace_id, id, type, sub_type, subject, context, data, occurred_at)
      select ${workspaceId}, event_id, ${sample.event.type}, ${sample.event.sub_type ?? null},
        jsonb_build_object('case_id', gen_random_uuid()), ${context}, ${data}, at
      from made
    )
    insert into deliveries (workspace_id, id, event_id, webhook_id, type, sub_type, state, attempts,
      status_code, first_attempt_at, last_attempt_at, delivered_at)
    select ${workspaceId}, delivery_id, event_id, ${webhookId}, ${sample.event.type}, ${sample.event.sub_type ?? null},
      'succeeded', replace(replace(${attempts}, '{event}', event_id::text), '{at}', at_text)::json,
      200, at, at + interval '2 ms', at + interval '2 ms'
    from made`;
}

/** The attempts of a delivery that was called once (domain/attempt.ts), with the places {event} and {at} to fill. */
export function attemptsTemplate(url: string, sample: Sample, status: number | string): readonly unknown[] {
  const succeeded = status === 200;
  return [
    {
      type: 'first_call',
      url,
      request_headers: {
        ...sample.headers,
        ...Object.fromEntries(sample.idHeaders.map((name) => [name, '{event}'])),
      },
      retry_count: 0,
      attempted_at: '{at}',
      duration_ms: 2,
      status_code: status,
      error_kind: succeeded ? null : 'http_status',
      error_message: null,
      response_headers: { 'content-type': 'text/plain', 'content-length': '2' },
      response_body: succeeded ? 'ok' : 'no',
      next_attempt_at: null,
    },
  ];
}
