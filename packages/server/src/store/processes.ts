import { instant, type Sql } from './database.ts';

/** Registers this process, or renews its lease, by the database's clock. */
export async function renewLease(
  sql: Sql,
  process: { id: string; role: string; startedAt: number },
  leaseMs: number,
): Promise<'new' | 'renewed'> {
  const rows = await sql<{ inserted: boolean }[]>`
    insert into processes (process_id, role, started_at, lease_until)
    values (${process.id}, ${process.role}, ${instant(process.startedAt)}, clock_timestamp() + ${leaseMs} * interval '1 millisecond')
    on conflict (process_id) do update set lease_until = excluded.lease_until
    returning xmax = 0 as inserted`;
  return rows[0]?.inserted === true ? 'new' : 'renewed';
}

export async function removeProcess(sql: Sql, processId: string): Promise<void> {
  await sql`delete from processes where process_id = ${processId}`;
}

/** Every other process's lease ends now: for the one process that holds a data folder alone. */
export async function expireOtherProcesses(sql: Sql, processId: string): Promise<void> {
  await sql`delete from processes where process_id <> ${processId}`;
}

/** Removes processes whose lease ran out. */
export async function removeExpiredProcesses(sql: Sql): Promise<number> {
  const rows = await sql`delete from processes where lease_until < clock_timestamp()`;
  return rows.count;
}
