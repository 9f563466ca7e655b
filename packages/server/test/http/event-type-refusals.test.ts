import { dialectNamed, dialectNames } from '@belfry/dialects';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/app/keys.ts';
import { type ApiRig, apiRig } from '../api-rig.ts';
import { granted, makeWorkspace } from '../engine-rig.ts';

const nested = `{"type":"a.b","data_schema":${'{"not":'.repeat(20_000)}{}${'}'.repeat(20_000)}}`;
const nestedExample = `{"type":"a.b","data_example":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;

describe('an event type', () => {
  let api: ApiRig;
  beforeAll(async () => {
    api = await apiRig({ dialectName: 'standard' });
  });
  afterAll(() => api.close());

  const create = (body: unknown, as = api.workspaceId) =>
    api.call('POST', '/event-types', { body: typeof body === 'string' ? Buffer.from(body) : body, as });

  it.each([
    ['that refers to the network', { $ref: 'https://schemas.example/invoice.json' }],
    ['that refers to the network within', { properties: { a: { items: { $ref: '//schemas.example/a' } } } }],
    ['that refers to a file', { $ref: 'file:///etc/passwd' }],
    ['that is none', { type: 'invoice' }],
    ['with a keyword of the wrong kind', { properties: { a: { minimum: 'none' } } }],
    ['with a pattern that is none', { pattern: '(' }],
    ['larger than 64 KiB', { description: 'x'.repeat(65_536) }],
    ['that is a list', []],
    ['that is a text', 'object'],
  ])('with a schema %s: 422 that says where', async (_name, schema) => {
    const answer = await create({ type: 'bad.schema', data_schema: schema });
    expect(answer, answer.text).toMatchObject({ status: 422, error: { code: 'validation_failed' } });
    for (const { path } of answer.error?.details ?? []) expect(path).toMatch(/^data_schema/);
    expect(answer.error?.details?.length).toBeGreaterThan(0);
  });

  it.each([
    ['no name', {}, 'type'],
    ['an empty name', { type: '' }, 'type'],
    ['a wildcard for a name', { type: 'invoice.*' }, 'type'],
    ['a space in its name', { type: 'invoice paid' }, 'type'],
    ['a name that ends in a full stop', { type: 'invoice.' }, 'type'],
    ['a name of 201 characters', { type: 'x'.repeat(201) }, 'type'],
    ['an unknown property', { type: 'a', schema: {} }, 'schema'],
    [
      'an example that its schema refuses',
      { type: 'a', data_schema: { type: 'string' }, data_example: 1 },
      'data_example',
    ],
    [
      'no example where {} does not pass its schema',
      { type: 'a', data_schema: { type: 'string' } },
      'data_example',
    ],
    ['an example larger than 64 KiB', { type: 'a', data_example: 'x'.repeat(65_536) }, 'data_example'],
    ['an example of something else than JSON data', { type: 'a', group: 7 }, 'group'],
    ['a control character in its group', { type: 'a', group: 'a\u0000' }, 'group'],
    ['an empty deprecation', { type: 'a', deprecation: ' ' }, 'deprecation'],
  ])('with %s: 422', async (_name, body, path) => {
    const answer = await create(body);
    expect(answer, answer.text).toMatchObject({ status: 422, error: { code: 'validation_failed' } });
    expect(answer.error?.details?.map((detail) => detail.path)).toContain(path);
  });

  it('nested deeper than can be written: 422', async () => {
    for (const body of [nested, nestedExample]) {
      const answer = await create(body);
      expect(answer, answer.text.slice(0, 500)).toMatchObject({ status: 422 });
    }
  });

  it('with a schema and an example of nearly 64 KiB each is taken; a body over 256 KiB is not', async () => {
    const text = 'x'.repeat(65_000);
    const full = { type: 'full', data_schema: { description: text }, data_example: { text } };
    expect((await create(full)).status).toBe(201);
    expect((await api.call('GET', '/event-types/full')).json.data_example.text).toHaveLength(65_000);
    expect(await create({ type: 'fuller', description: 'x'.repeat(262_144) })).toMatchObject({
      status: 413,
      error: { code: 'payload_too_large', message: expect.stringContaining('262144') },
    });
  });

  it('is made once, however many make it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create({ type: 'raced' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.error?.code).toBe('event_type_exists');
  });

  it('of another workspace answers exactly as a missing one, and the same name may be used in both', async () => {
    await create({ type: 'ours.alone' });
    const as = api.otherWorkspaceId;
    for (const [method, body] of [['GET'], ['PATCH', { description: 'Theirs.' }], ['DELETE']] as const) {
      const options = { as, ...(body === undefined ? {} : { body }) };
      const foreign = await api.call(method, '/event-types/ours.alone', options);
      const none = await api.call(method, '/event-types/nobodys', options);
      expect([foreign.status, foreign.text]).toEqual([404, none.text]);
    }
    expect((await api.call('GET', '/event-types?archived=all', { as })).json.data).toEqual([]);
    const publish = { as, body: { type: 'ours.alone', data: {} } };
    expect((await api.call('POST', '/events', publish)).status).toBe(422);
    expect((await create({ type: 'ours.alone', description: 'Theirs.' }, as)).status).toBe(201);
    expect((await api.call('GET', '/event-types/ours.alone')).json.description).toBe('');
  });

  it.each(['%00', '..', 'a%2Fb', '%20', 'x'.repeat(500), 'constructor', '__proto__'])(
    'named %s is none: 404',
    async (name) => {
      expect(await api.call('GET', `/event-types/${name}`)).toMatchObject({ error: { code: 'not_found' } });
    },
  );

  it('beyond the thousandth, or beyond 8 MiB of schemas and examples, is refused', async () => {
    const { sql } = api.database;
    const workspaceId = await makeWorkspace(sql, 'Full', 'standard');
    const as = await keyOf(api, workspaceId);
    const insert = (from: number, to: number, schema: string | null) => sql`
      insert into event_types (workspace_id, type, "group", description, data_schema, created_at, updated_at)
      select ${workspaceId}, 'n' || n, '', '', ${schema}, now(), now() from generate_series(${from}::int, ${to}::int) n`;
    await insert(1, 129, JSON.stringify({ description: 'x'.repeat(65_000) }));
    const heavy = { type: 'heavy', data_schema: { description: 'x'.repeat(5_000) } };
    expect(await create(heavy, as)).toMatchObject({
      status: 422,
      error: { code: 'event_type_limit_reached', message: expect.stringContaining('8388608') },
    });
    await insert(130, 999, null);
    expect((await create({ type: 'last' }, as)).status).toBe(201);
    expect(await create({ type: 'after' }, as)).toMatchObject({
      status: 422,
      error: { code: 'event_type_limit_reached', message: expect.stringContaining('1000') },
    });
    const change = { as, body: { description: 'Still changed.' } };
    expect((await api.call('PATCH', '/event-types/last', change)).status).toBe(200);
  });
});

describe.each(dialectNames.filter((name) => dialectNamed(name)?.ownEventTypes === null))(
  'the catalogue of a workspace of %s',
  (dialectName) => {
    let api: ApiRig;
    beforeAll(async () => {
      api = await apiRig({ dialectName });
    });
    afterAll(() => api.close());

    const first = dialectNamed(dialectName)?.catalogue[0]?.type ?? '';

    it('is read whole, and type by type', async () => {
      const { json } = await api.call('GET', '/event-types');
      expect(json.data).toHaveLength(dialectNamed(dialectName)?.catalogue.length ?? 0);
      const row = (await api.call('GET', `/event-types/${first}`)).json;
      expect(row).toEqual(json.data[0]);
      expect(row).toMatchObject({ type: first, archived_at: null, created_at: null, data_schema: null });
      expect((await api.call('GET', '/event-types?archived=true')).json.data).toEqual([]);
      expect((await api.call('GET', '/event-types/no.such')).status).toBe(404);
      expect((await api.call('GET', '/workspace')).json.own_event_types).toBe(false);
    });

    it('is not changed: 409', async () => {
      for (const [method, path, body] of [
        ['POST', '', { type: 'invoice.paid' }],
        ['PATCH', `/${first}`, { description: 'x' }],
        ['DELETE', `/${first}`],
      ] as const) {
        const options = body === undefined ? {} : { body };
        expect(await api.call(method, `/event-types${path}`, options)).toMatchObject({
          status: 409,
          error: { code: 'catalogue_fixed', message: expect.stringContaining(dialectName) },
        });
      }
    });

    it('is in no table: nothing is read for it where events are published and webhooks are changed', async () => {
      await api.database.sql`drop table event_types`;
      const example = dialectNamed(dialectName)?.catalogue[0]?.example;
      expect((await api.call('POST', '/events', { body: example })).status).toBe(202);
      const body = { name: 'A', url: 'https://receiver.example/', events: [first] };
      const { status, json } = await api.call('POST', '/webhooks', { body });
      expect(status).toBe(201);
      expect((await api.call('PATCH', `/webhooks/${json.id}`, { body: { events: [first] } })).status).toBe(
        200,
      );
      expect((await api.call('GET', '/event-types')).status).toBe(200);
    });

    it('is all that may be published and subscribed to, one by one', async () => {
      expect((await api.call('POST', '/events', { body: { type: 'no.such', data: {} } })).status).toBe(422);
      for (const type of ['*', 'Case.*', 'customer.*', 'no.such', `${first}*`]) {
        const body = { name: 'A', url: 'https://receiver.example/', events: [first, type] };
        expect(await api.call('POST', '/webhooks', { body }), type).toMatchObject({
          status: 422,
          error: { details: [{ path: 'events[1]' }] },
        });
      }
    });
  },
);

/** A key of a workspace that the rig did not make. */
async function keyOf(api: ApiRig, workspaceId: string): Promise<string> {
  const draft = { name: 'Tests', allowedNetworks: null, expiresAt: null };
  return granted(await createKey(api.engine.context, workspaceId, draft)).text;
}
