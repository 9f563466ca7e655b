import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accepted } from '../../src/domain/refusal.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { closedPort } from '../closed-port.ts';
import { exampleOf } from '../engine-rig.ts';

describe('while the database is away', () => {
  let api: ApiRig;
  let away: Database;
  beforeAll(async () => {
    away = openDatabase(`postgresql://belfry@127.0.0.1:${await closedPort()}/belfry`, {
      connectionsMax: 2,
      applicationName: 'belfry test',
      statementTimeoutMs: 1000,
      connectTimeoutMs: 1000,
    });
    api = await apiRig({ apiSql: away });
  });
  afterAll(async () => {
    await api.close();
    await away.end({ timeout: 0 });
  });

  it.each([
    ['POST', '/events', exampleOf('Case.Created')],
    ['GET', '/webhooks', undefined],
    ['GET', '/deliveries', undefined],
    ['POST', '/webhooks', { name: 'A', url: 'https://receiver.example/', events: ['Case.Created'] }],
  ])('%s %s answers 503 with Retry-After, and says what to do', async (method, path, body) => {
    const answer = await api.call(method, path, body === undefined ? {} : { body });
    expect(answer, answer.text).toMatchObject({
      status: 503,
      error: { code: 'unavailable', message: expect.stringContaining('Try again') },
    });
    expect(answer.headers.get('retry-after')).toBe('5');
  });
});

describe('a statement that takes too long', () => {
  it('answers 503 and says what to ask for instead', async () => {
    const api = await apiRig();
    const hurried = await apiRig({ http: { publish: () => tooLong(api.database.sql) } });
    const answer = await hurried.call('POST', '/events', { body: exampleOf('Case.Created') });
    expect(answer).toMatchObject({
      status: 503,
      error: { message: expect.stringContaining('shorter time range') },
    });
    await hurried.close();
    await api.close();
  });
});

async function tooLong(sql: Database) {
  await sql.begin(async (tx) => {
    await tx`set local statement_timeout = 20`;
    await tx`select pg_sleep(10)`;
  });
  return accepted({ eventIds: [], deliveries: 0 });
}
