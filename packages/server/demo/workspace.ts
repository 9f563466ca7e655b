/** The demo's workspace: made at the first time, found again at the next. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, createClient } from '@belfry/api';
import { createWorkspace } from './belfryd-process.ts';

export interface DemoWorkspace {
  readonly baseUrl: string;
  readonly key: string;
  /** Belfry's own API. */
  readonly api: Client;
  /** False where it was there from an earlier run. */
  readonly fresh: boolean;
}

/** The key is kept in the data folder, readable for its owner alone; where it no longer works there is a new workspace. */
export async function openWorkspace(
  dataDir: string,
  baseUrl: string,
  dialect: string,
): Promise<DemoWorkspace> {
  const keyFile = join(dataDir, `demo-key-${dialect}`);
  const kept = existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : '';
  const known = createClient({ baseUrl, key: kept });
  if (kept !== '' && (await known.workspace()).ok) return { baseUrl, key: kept, api: known, fresh: false };
  const { key } = await createWorkspace(dataDir, `Demo of ${dialect}`, dialect);
  writeFileSync(keyFile, `${key}\n`, { mode: 0o600 });
  return { baseUrl, key, api: createClient({ baseUrl, key }), fresh: true };
}

/** The value, or an error that says what the API refused: in the demo nothing is expected to be refused. */
export async function answer<Value>(
  call: Promise<{ ok: true; value: Value } | { ok: false; failure: object }>,
): Promise<Value> {
  const result = await call;
  if (!result.ok) throw new Error(`Belfry did not do as asked: ${JSON.stringify(result.failure)}`);
  return result.value;
}
