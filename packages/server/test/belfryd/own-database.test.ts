import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../database.ts';
import { newDataDir, removeDataDirs } from '../embedded-postgres/rig.ts';
import { killProcesses } from '../line-process.ts';
import { createdWorkspace, opens, run, serve, stop } from './belfryd-rig.ts';

let database: TestDatabase;
let dataDir: string;
let env: Record<string, string>;

beforeAll(async () => {
  database = await emptyDatabase();
  dataDir = await newDataDir();
  env = { DATABASE_URL: database.url, BELFRY_MASTER_KEY: randomBytes(32).toString('base64') };
});
afterEach(killProcesses);
afterAll(async () => {
  await removeDataDirs();
  await database.close();
});

const create = ['workspace', 'create', '--name', 'Own', '--dialect', 'dotfile', '--json'];

test('without a master key nothing is served, and commands on a database without our schema point to migrate', async () => {
  const keyless = await run(dataDir, ['serve'], { env: { DATABASE_URL: database.url } });
  expect(keyless).toMatchObject({ code: 2, output: expect.stringContaining('BELFRY_MASTER_KEY is not set') });
  const early = await run(dataDir, create, { env });
  expect(early).toMatchObject({ code: 1, output: expect.stringContaining('belfryd migrate') });
});

test('processes that start at once on an empty database migrate it once and all serve', async () => {
  const serving = await Promise.all([1, 2, 3].map(() => serve(dataDir, { env, args: [] })));
  const applied = serving.flatMap((process) => process.output().match(/"applied":\[[^\]]+\]/g) ?? []);
  expect(applied.join().match(/"\d{4}_\w+"/g)).toEqual([...new Set(applied.join().match(/"\d{4}_\w+"/g))]);
  const created = await run(dataDir, create, { env });
  const { key } = createdWorkspace(created.output);
  for (const { url } of serving) expect(await opens(url, key)).toBe(200);
  expect(await Promise.all(serving.map(stop))).toEqual([0, 0, 0]);
});

test('a key made on the command line opens the API until it is revoked', async () => {
  const serving = await serve(dataDir, { env, args: [] });
  const made = await run(
    dataDir,
    ['key', 'create', '--workspace', 'Own', '--name', 'CI', '--expires-at', '2999-01-01', '--json'],
    { env },
  );
  const { id, key } = JSON.parse(made.output);
  expect(await opens(serving.url, key)).toBe(200);
  const list = await run(dataDir, ['key', 'list', '--workspace', 'Own'], { env });
  expect(list.output).toMatch(new RegExp(`${id} .*valid until 2999-01-01.* CI`));
  expect(list.output).not.toContain(key);
  expect(await run(dataDir, ['key', 'revoke', '--workspace', 'Own', '--id', id], { env })).toMatchObject({
    code: 0,
  });
  await expect.poll(() => opens(serving.url, key), { timeout: 10_000 }).toBe(401);
  await stop(serving);
});

test('migrate says what it did, and a database that is not there is named without its password', async () => {
  const migrated = await run(dataDir, ['migrate'], { env });
  expect(migrated).toMatchObject({ code: 0, output: expect.stringContaining('nothing to apply') });
  const nowhere = { DATABASE_URL: 'postgresql://belfry:hidden@127.0.0.1:1/belfry' };
  const { code, output } = await run(dataDir, ['workspace', 'list'], { env: nowhere });
  expect(code).toBe(1);
  expect(output).toContain('127.0.0.1:1/belfry');
  expect(output).not.toContain('hidden');
});
