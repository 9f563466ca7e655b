import type { Belfryd } from './belfryd.ts';

/** What belfryd's database says of events whose deliveries did not arrive, in one line. */
export async function whereabouts(belfryd: Belfryd, ids: readonly string[]): Promise<string> {
  return belfryd.withDatabase(async (sql) => {
    const [events] = await sql<{ count: number }[]>`select count(*) from events where id = any(${[...ids]})`;
    const states = await sql<{ state: string; leased: boolean; count: number }[]>`
      select state, lease_owner is not null as leased, count(*)
      from deliveries where event_id = any(${[...ids]}) group by 1, 2`;
    const [handoffs] = await sql<{ count: number }[]>`select count(*) from handoffs`;
    const rows = states.map(({ state, leased, count }) => `${count} ${state}${leased ? ' (leased)' : ''}`);
    return `of ${ids.length} missing: ${events?.count} events recorded; deliveries: ${rows.join(', ') || 'none'}; open hand-offs: ${handoffs?.count}`;
  });
}
