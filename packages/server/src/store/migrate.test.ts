import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../../test/database.ts';
import { openDatabase } from './database.ts';
import { migrate, schemaProblem, schemaState } from './migrate.ts';
import { type Migration, readMigrations } from './migrations.ts';

let folder: string;
const opened: TestDatabase[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'belfry-migrations-'));
  await writeFile(join(folder, '0001_one.sql'), 'create table one (id integer);');
  await writeFile(join(folder, '0002_two.sql'), 'create table two (id integer);\nselect pg_sleep(0.2);');
  await writeFile(join(folder, '0003_three.sql'), 'insert into one values (3); insert into two values (3);');
});

afterAll(async () => {
  await Promise.all(opened.map((database) => database.close()));
  await rm(folder, { recursive: true });
});

async function empty(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  opened.push(database);
  return database;
}

test('the real migrations bring an empty database up to date, and again do nothing', async () => {
  const { sql } = await empty();
  const migrations = await readMigrations();
  expect(await schemaState(sql, migrations)).toMatchObject({ kind: 'behind', version: 0 });
  const first = await migrate(sql, migrations);
  expect(first).toEqual({
    kind: 'migrated',
    version: migrations.length,
    applied: migrations.map(({ name }) => name),
  });
  expect(await migrate(sql, migrations)).toEqual({
    kind: 'migrated',
    version: migrations.length,
    applied: [],
  });
  expect(await schemaState(sql, migrations)).toEqual({ kind: 'current', version: migrations.length });
});

test('racing starts apply each migration once', async () => {
  const { url, sql } = await empty();
  const migrations = await readMigrations(folder);
  const pools = Array.from({ length: 4 }, () =>
    openDatabase(url, {
      connectionsMax: 1,
      applicationName: 'race',
      statementTimeoutMs: 30_000,
      connectTimeoutMs: 10_000,
    }),
  );
  const outcomes = await Promise.all(pools.map((pool) => migrate(pool, migrations)));
  await Promise.all(pools.map((pool) => pool.end()));
  const applied = outcomes.flatMap((outcome) =>
    outcome.kind === 'migrated' ? outcome.applied : ['refused'],
  );
  expect(applied.toSorted()).toEqual(['0001_one', '0002_two', '0003_three']);
  expect(await sql`select one.id from one join two using (id)`).toHaveLength(1);
});

test('a schema that is newer than the program is refused, and left as it is', async () => {
  const { sql } = await empty();
  const migrations = await readMigrations(folder);
  await migrate(sql, migrations);
  const older = migrations.slice(0, 2);
  const state = await schemaState(sql, older);
  expect(state).toEqual({ kind: 'newer', version: 3, known: 2 });
  expect(await migrate(sql, older)).toEqual({ kind: 'refused', message: schemaProblem(state) });
  expect(schemaProblem(state)).toContain('schema version 3');
  expect(await schemaState(sql, migrations)).toMatchObject({ kind: 'current' });
});

test('a migration that was edited after it had been applied is refused by name', async () => {
  const { sql } = await empty();
  const migrations = await readMigrations(folder);
  await migrate(sql, migrations.slice(0, 2));
  const edited: Migration[] = migrations.map((migration) =>
    migration.version === 1 ? { ...migration, checksum: 'other' } : migration,
  );
  const outcome = await migrate(sql, edited);
  expect(outcome).toMatchObject({ kind: 'refused', message: expect.stringContaining('0001_one') });
  expect((await sql`select to_regclass('two') as two`)[0]).toEqual({ two: 'two' });
});

test('a migration that fails leaves nothing behind, and those before it applied', async () => {
  const { sql } = await empty();
  const migrations = await readMigrations(folder);
  const [, , third] = migrations;
  if (third === undefined) throw new Error('There are three.');
  const broken = [
    ...migrations.slice(0, 2),
    { ...third, statements: 'create table half (id int); select 1/0;' },
  ];
  await expect(migrate(sql, broken)).rejects.toThrow('division by zero');
  expect(await schemaState(sql, migrations)).toEqual({ kind: 'behind', version: 2, pending: ['0003_three'] });
  expect((await sql`select to_regclass('half') as half`)[0]).toEqual({ half: null });
});

test('line ends do not change what a migration is', async () => {
  const [unix] = await readMigrations(folder);
  const windowsFolder = await mkdtemp(join(tmpdir(), 'belfry-migrations-'));
  await writeFile(join(windowsFolder, '0001_one.sql'), 'create table one (id integer);\r\n');
  await writeFile(join(folder, '0001_one.sql'), 'create table one (id integer);\n');
  const [windows] = await readMigrations(windowsFolder);
  const [again] = await readMigrations(folder);
  await writeFile(join(folder, '0001_one.sql'), unix?.statements ?? '');
  await rm(windowsFolder, { recursive: true });
  expect(windows?.checksum).toBe(again?.checksum);
});

test('migrations that do not count from one without gaps are a bug', async () => {
  const gapFolder = await mkdtemp(join(tmpdir(), 'belfry-migrations-'));
  await writeFile(join(gapFolder, '0002_two.sql'), 'select 1;');
  await expect(readMigrations(gapFolder)).rejects.toThrow('number 1');
  await rm(gapFolder, { recursive: true });
});
