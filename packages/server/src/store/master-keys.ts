import type { Sql } from './database.ts';

/** Of the only key there is by now: the first byte of what is sealed. */
const version = 1;

/**
 * Claims the database for the key with this fingerprint, at the first time, and answers the fingerprint of the
 * key that it belongs to; of racing processes one claims it.
 */
export async function claimMasterKey(sql: Sql, fingerprint: string): Promise<string> {
  await sql`insert into master_keys (version, fingerprint) values (${version}, ${fingerprint}) on conflict do nothing`;
  const [row] = await sql<{ fingerprint: string }[]>`
    select fingerprint from master_keys where version = ${version}`;
  if (row === undefined) throw new Error('The claim was written or was there before.');
  return row.fingerprint;
}
