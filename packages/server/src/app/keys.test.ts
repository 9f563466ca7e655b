import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appContext } from '../../test/app-context.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { keysPerWorkspaceMax } from '../domain/api-key.ts';
import type { AppContext } from './context.ts';
import { createKey, readKeys, revokeKey } from './keys.ts';
import { createWorkspace, findWorkspace, readWorkspaces } from './workspaces.ts';

let database: TestDatabase;
let context: AppContext;

beforeAll(async () => {
  database = await testDatabase();
  context = appContext(database.sql);
});
afterAll(() => database.close());

async function newWorkspace(name: string) {
  const created = await createWorkspace(context, { name, dialect: 'dotfile' });
  if (!created.ok) throw new Error(created.refusal.message);
  return created.value;
}

const anyone = { allowedNetworks: null, expiresAt: null };

test('a workspace comes with its first key, of which only the hash is stored', async () => {
  const { workspace, key, text } = await newWorkspace('First');
  expect(await readWorkspaces(context)).toContainEqual(workspace);
  expect(await readKeys(context, workspace.id)).toEqual([key]);
  const secret = Buffer.from(text.slice('belfry_'.length), 'base64url').subarray(32);
  const [row] = await database.sql`select * from api_keys where workspace_id = ${workspace.id}`;
  expect(row?.['hash']).toEqual(createHash('sha256').update(secret).digest());
  const otherBytes = Object.values(row ?? {}).filter((value) => value instanceof Uint8Array);
  expect(otherBytes).toHaveLength(1);
});

test('a workspace needs a name and a dialect that exists', async () => {
  for (const draft of [
    { name: ' ', dialect: 'dotfile' },
    { name: 'x'.repeat(201), dialect: 'dotfile' },
    { name: 'A', dialect: 'none' },
  ]) {
    expect(await createWorkspace(context, draft)).toMatchObject({
      ok: false,
      refusal: { code: 'validation_failed' },
    });
  }
});

test('a workspace is found by id and by its name, but not by a name of two', async () => {
  const { workspace } = await newWorkspace('Sought');
  expect(await findWorkspace(context, workspace.id)).toEqual({ ok: true, value: workspace });
  expect(await findWorkspace(context, 'Sought')).toEqual({ ok: true, value: workspace });
  await newWorkspace('Sought');
  expect(await findWorkspace(context, 'Sought')).toMatchObject({ refusal: { code: 'invalid_request' } });
  expect(await findWorkspace(context, randomUUID())).toMatchObject({ refusal: { code: 'not_found' } });
});

test('everything wrong with a new key is said at once, by path', async () => {
  const { workspace } = await newWorkspace('Strict');
  const result = await createKey(context, workspace.id, {
    name: '',
    allowedNetworks: ['10.0.0.0/8', '10.0.0.1', 'somewhere'],
    expiresAt: Date.now() - 1,
  });
  if (result.ok) throw new Error('It has three mistakes.');
  expect(result.refusal.details?.map((detail) => detail.path)).toEqual([
    'name',
    'expires_at',
    'allowed_networks[1]',
    'allowed_networks[2]',
  ]);
});

test('revoking keeps the key in the list with the time of the first revocation', async () => {
  const { workspace, key } = await newWorkspace('Revoker');
  await revokeKey(context, workspace.id, key.id);
  const [first] = await readKeys(context, workspace.id);
  await revokeKey(context, workspace.id, key.id);
  expect(first?.revokedAt).toEqual(expect.any(Number));
  expect(await readKeys(context, workspace.id)).toEqual([first]);
});

test("another workspace's key can't be revoked, exactly as one that does not exist", async () => {
  const { workspace } = await newWorkspace('Mine');
  const { key, workspace: theirs } = await newWorkspace('Theirs');
  const foreign = await revokeKey(context, workspace.id, key.id);
  expect(foreign).toEqual(await revokeKey(context, workspace.id, randomUUID()));
  expect(foreign).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  expect((await readKeys(context, theirs.id))[0]?.revokedAt).toBeNull();
});

test('a workspace has a bounded number of keys, also when they are created at the same time', async () => {
  const { workspace, key } = await newWorkspace('Crowded');
  const results = await Promise.all(
    Array.from({ length: keysPerWorkspaceMax + 5 }, () =>
      createKey(context, workspace.id, { name: 'Key', ...anyone }),
    ),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(keysPerWorkspaceMax - 1);
  await revokeKey(context, workspace.id, key.id);
  expect(await createKey(context, workspace.id, { name: 'Key', ...anyone })).toMatchObject({ ok: true });
});
