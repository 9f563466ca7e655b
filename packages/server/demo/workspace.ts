/** The demo's workspace and webhooks: made at the first time, found again at the next. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, createClient, type WebhookAnswer } from '@belfry/api';
import { createWorkspace } from './belfryd-process.ts';

export interface DemoWorkspace {
  readonly api: Client;
  readonly key: string;
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
  if (kept !== '' && (await known.workspace()).ok) return { api: known, key: kept, fresh: false };
  const { key } = await createWorkspace(dataDir, `Demo of ${dialect}`, dialect);
  writeFileSync(keyFile, `${key}\n`, { mode: 0o600 });
  return { api: createClient({ baseUrl, key }), key, fresh: true };
}

/** Creates the webhook, or points the one of that name to where the receiver listens today. */
export async function subscribe(
  api: Client,
  settings: { readonly name: string; readonly url: string; readonly events: readonly string[] },
): Promise<WebhookAnswer> {
  const body = { ...settings, events: [...settings.events] };
  const existing = (await answer(api.webhooks.list())).data.find(({ name }) => name === settings.name);
  if (existing === undefined) return answer(api.webhooks.create(body));
  if (existing.status === 'offline') await answer(api.webhooks.online(existing.id, { held: 'discard' }));
  return answer(api.webhooks.update(existing.id, body));
}

/** The value, or an error that says what the API refused: in the demo nothing is expected to be refused. */
export async function answer<Value>(
  call: Promise<{ ok: true; value: Value } | { ok: false; failure: object }>,
): Promise<Value> {
  const result = await call;
  if (!result.ok) throw new Error(`Belfry did not do as asked: ${JSON.stringify(result.failure)}`);
  return result.value;
}
