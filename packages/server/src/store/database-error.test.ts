import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { type DatabaseErrorKind, databaseErrorKind } from './database-error.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it.each<[string, string, DatabaseErrorKind]>([
  [
    'a statement that is cancelled because it takes too long',
    'set local statement_timeout = 20; select pg_sleep(5)',
    'away',
  ],
  ['a server that only reads', 'set transaction read only; create table written (id integer)', 'away'],
  ['a connection that is ended', 'select pg_terminate_backend(pg_backend_pid())', 'away'],
  ['a row that a constraint forbids', "insert into workspaces values (null, 'a', 'b', 0, now())", 'refused'],
  ['a statement that is none', 'selekt', 'refused'],
  ['a text that is no JSON', 'select \'"\\u0000"\'::jsonb', 'refused'],
])('%s is of its kind', async (_what, statement, kind) => {
  const outcome = database.sql
    .begin((tx) => tx.unsafe(statement))
    .then(
      () => 'carried out',
      (error) => databaseErrorKind(error),
    );
  expect(await outcome).toBe(kind);
});

it('two transactions that wait for each other are in conflict, one of them', async () => {
  await database.sql`create table counters (id integer primary key, count integer)`;
  await database.sql`insert into counters values (1, 0), (2, 0)`;
  const both = Promise.withResolvers<void>();
  let holding = 0;
  const cross = (first: number, second: number) =>
    database.sql
      .begin(async (tx) => {
        await tx`update counters set count = count + 1 where id = ${first}`;
        holding++;
        if (holding === 2) both.resolve();
        await both.promise;
        await tx`update counters set count = count + 1 where id = ${second}`;
        return 'carried out';
      })
      .catch((error) => databaseErrorKind(error));
  expect((await Promise.all([cross(1, 2), cross(2, 1)])).sort()).toEqual(['carried out', 'conflict']);
});

it('what is no error of the database is a bug, and refused', () => {
  for (const error of [new Error('x'), null, 'text', { code: 5 }])
    expect(databaseErrorKind(error)).toBe('refused');
});
