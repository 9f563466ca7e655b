import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { appContext } from '../../test/app-context.ts';
import { type TestClock, testClock } from '../../test/clock.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { keyText } from '../domain/api-key.ts';
import type { Workspace } from '../domain/workspace.ts';
import { openDatabase } from '../store/database.ts';
import { type Authenticate, createAuthenticate, staleMsMax } from './authenticate.ts';
import type { AppContext } from './context.ts';
import { createKey, type NewKey, revokeKey } from './keys.ts';
import { createWorkspace } from './workspaces.ts';

const home = '192.0.2.10';
const start = Date.UTC(2025, 5, 24);
let database: TestDatabase;
let clock: TestClock;
let context: AppContext;
let authenticate: Authenticate;
let workspace: Workspace;
let firstKey: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  clock = testClock(start);
  context = appContext(database.sql, clock.now);
  authenticate = createAuthenticate(context);
  const created = await createWorkspace(context, { name: 'Acme', dialect: 'dotfile' });
  if (!created.ok) throw new Error(created.refusal.message);
  workspace = created.value.workspace;
  firstKey = created.value.text;
});

async function newKey(draft: Partial<NewKey>) {
  const created = await createKey(context, workspace.id, {
    name: 'Key',
    allowedNetworks: null,
    expiresAt: null,
    ...draft,
  });
  if (!created.ok) throw new Error(created.refusal.message);
  return created.value;
}

async function codeOf(key: string | undefined, address = home): Promise<string> {
  const result = await authenticate(key, address);
  return result.ok ? 'ok' : result.refusal.code;
}

test('a key opens its own workspace', async () => {
  expect(await authenticate(firstKey, home)).toMatchObject({
    ok: true,
    value: { workspace, key: { name: 'First key' } },
  });
});

test('a missing, malformed, unknown or altered key is unauthorized, and all of them alike', async () => {
  const stranger = { workspaceId: workspace.id, id: randomUUID(), secret: randomBytes(32) };
  const altered = firstKey.slice(0, -20) + randomBytes(15).toString('base64url');
  const answers = [];
  for (const key of [undefined, '', 'belfry_x', keyText(stranger), altered])
    answers.push(await authenticate(key, home));
  expect(answers[0]).toMatchObject({ ok: false, refusal: { code: 'unauthorized' } });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test("a key's secret does not open another workspace's key id", async () => {
  const other = await createWorkspace(context, { name: 'Other', dialect: 'dotfile' });
  if (!other.ok) throw new Error(other.refusal.message);
  const own = Buffer.from(firstKey.slice('belfry_'.length), 'base64url');
  const foreign = Buffer.from(other.value.text.slice('belfry_'.length), 'base64url');
  const mixed = Buffer.concat([foreign.subarray(0, 32), own.subarray(32)]);
  expect(await codeOf(`belfry_${mixed.toString('base64url')}`)).toBe('unauthorized');
});

test('a key stops at its expiry to the millisecond, even while it is remembered', async () => {
  const { text } = await newKey({ expiresAt: start + 500 });
  clock.set(start + 499);
  expect(await codeOf(text)).toBe('ok');
  clock.set(start + 500);
  expect(await codeOf(text)).toBe('unauthorized');
});

test('a revoked key is refused within a second', async () => {
  const { key, text } = await newKey({});
  expect(await codeOf(text)).toBe('ok');
  expect(await revokeKey(context, workspace.id, key.id)).toMatchObject({ ok: true });
  clock.advance(staleMsMax);
  expect(await codeOf(text)).toBe('unauthorized');
});

test('a key with networks is used from those only, also where IPv4 arrives as IPv6', async () => {
  const { text } = await newKey({ allowedNetworks: ['192.0.2.0/24', '2001:db8::/32'] });
  expect(await codeOf(text, '192.0.2.77')).toBe('ok');
  expect(await codeOf(text, '::ffff:192.0.2.77')).toBe('ok');
  expect(await codeOf(text, '2001:db8::5')).toBe('ok');
  expect(await codeOf(text, '198.51.100.1')).toBe('network_not_allowed');
  expect(await codeOf(text, '')).toBe('network_not_allowed');
});

test('a key that was looked up is judged without asking the database again, for a second', async () => {
  const statements: string[] = [];
  const watched = openDatabase(database.url, {
    connectionsMax: 1,
    applicationName: 'test',
    statementTimeoutMs: 10_000,
    connectTimeoutMs: 10_000,
  });
  watched.options.debug = (_connection, query) => void statements.push(query);
  const asks = () => statements.filter((statement) => statement.includes('api_keys')).length;
  const watching = createAuthenticate({ ...context, sql: watched });
  const together = await Promise.all(Array.from({ length: 50 }, () => watching(firstKey, home)));
  expect(together.every((result) => result.ok)).toBe(true);
  expect(asks()).toBe(1);
  expect(watching(firstKey, home)).toMatchObject({
    ok: true,
    value: { workspace, key: { name: 'First key' } },
  });
  clock.advance(staleMsMax);
  await watching(firstKey, home);
  expect(asks()).toBe(2);
  await watched.end();
});

test('while the database is away authentication rejects, and nothing of that is remembered', async () => {
  const away = openDatabase('postgresql://belfry:x@127.0.0.1:1/belfry', {
    connectionsMax: 1,
    applicationName: 'test',
    statementTimeoutMs: 1_000,
    connectTimeoutMs: 1_000,
  });
  let sql = away;
  const flaky = createAuthenticate({
    ...context,
    get sql() {
      return sql;
    },
  });
  await expect(Promise.resolve(flaky(firstKey, home))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  sql = database.sql;
  expect(await flaky(firstKey, home)).toMatchObject({ ok: true });
  await away.end({ timeout: 0 });
});
