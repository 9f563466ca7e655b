import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DotfileRig, dotfileRig } from './dotfile-rig.ts';

let dotfile: DotfileRig;
const hourMs = 3_600_000;
let startedAt = 0;

/** Four webhooks, an hour between them; `alpha` was changed last. */
beforeAll(async () => {
  dotfile = await dotfileRig();
  startedAt = dotfile.clock.now();
  const create = async (body: object) => {
    const created = await dotfile.webhook('POST', '/webhooks', body);
    dotfile.clock.advance(hourMs);
    return created;
  };
  const alpha = await create({
    name: 'alpha',
    url: 'https://a.example/1',
    events: ['Case.Created', 'Case.Updated'],
  });
  await create({ name: 'Beta', url: 'https://b.example/2', events: ['Case.Created'], status: 'offline' });
  await create({ name: 'beta_2', url: 'https://b.example/3', events: ['Check.Started'], type: 'system' });
  await create({ name: '100%', url: 'https://d.example/4', events: ['Case.Updated', 'Check.Started'] });
  await dotfile.webhook('PATCH', `/webhooks/${alpha.id}`, { url: 'https://a.example/moved' });
  await dotfile.call('POST', '/webhooks', {
    body: { name: 'foreign', url: 'https://f.example/', events: ['Case.Created'] },
    key: dotfile.otherKey,
  });
});
afterAll(() => dotfile.close());

const names = async (query: string) => (await dotfile.webhooks(query)).data.map(({ name }) => name);
const at = (hours: number) => encodeURIComponent(new Date(startedAt + hours * hourMs).toISOString());

describe('the list of webhooks', () => {
  it('holds the workspace’s own in the order of their latest change', async () => {
    expect(await names('')).toEqual(['Beta', 'beta_2', '100%', 'alpha']);
  });

  it('comes in pages that say which they are and how many there are in all', async () => {
    expect(await dotfile.webhooks('?sort=created_at&page=2&limit=3')).toMatchObject({
      data: [{ name: '100%' }],
      pagination: { page: 2, limit: 3, count: 4 },
    });
    expect(await dotfile.webhooks('?page=9')).toEqual({
      data: [],
      pagination: { page: 9, limit: 20, count: 4 },
    });
  });

  it.each([
    ['?sort=created_at', ['alpha', 'Beta', 'beta_2', '100%']],
    ['?sort=created_at.desc', ['100%', 'beta_2', 'Beta', 'alpha']],
    ['?sort=status,created_at', ['Beta', 'alpha', 'beta_2', '100%']],
    ['?sort=type.desc,created_at.desc', ['100%', 'Beta', 'alpha', 'beta_2']],
    ['?sort=url', ['alpha', 'Beta', 'beta_2', '100%']],
    ['?sort=updated_at.desc', ['alpha', '100%', 'beta_2', 'Beta']],
  ])('%s sorts', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it.each([
    ['name=Beta', ['Beta']],
    ['name.not_eq=Beta', ['alpha', 'beta_2', '100%']],
    ['name.like=beta%25', ['beta_2']],
    ['name.ilike=BETA%25', ['Beta', 'beta_2']],
    ['name.like=beta_2', ['beta_2']],
    ['status=offline', ['Beta']],
    ['status.not_eq=offline', ['alpha', 'beta_2', '100%']],
    ['type.eq=system', ['beta_2']],
    ['url.ilike=%25B.EXAMPLE%25', ['Beta', 'beta_2']],
    ['url=https%3A%2F%2Fb.example%2F3', ['beta_2']],
    ['events=Case.Created', ['alpha', 'Beta']],
    ['events.array_contains=Case.Created,Case.Updated', ['alpha']],
    ['events.array_overlap=Case.Created,Check.Started', ['alpha', 'Beta', 'beta_2', '100%']],
    ['events.array_not_contains=Case.Created', ['beta_2', '100%']],
    ['name.ilike=beta%25&status=online', ['beta_2']],
  ])('%s filters', async (query, expected) => {
    const list = await dotfile.webhooks(`?sort=created_at&${query}`);
    expect(list.data.map(({ name }) => name)).toEqual(expected);
    expect(list.pagination.count).toBe(expected.length);
  });

  it('filters by when a webhook was created and changed', async () => {
    expect(await names(`?created_at=${at(1)}`)).toEqual(['Beta']);
    expect(await names(`?created_at.gt=${at(0)}&created_at.lt=${at(2)}`)).toEqual(['Beta']);
    expect(await names(`?created_at.gte=${at(2)}`)).toEqual(['beta_2', '100%']);
    expect(await names(`?updated_at.gte=${at(4)}`)).toEqual(['alpha']);
    expect(await names(`?updated_at.lte=${at(1)}`)).toEqual(['Beta']);
  });

  it.each([
    'colour=red',
    'id=1',
    'secret=dotsecret',
    'name.in=a,b',
    'name.gt=a',
    'status.in=online',
    'events.eq=Case.Created',
    'status=paused',
    'created_at=yesterday',
    'name=a&name=b',
    'name=a&name.eq=b',
    'sort=events',
    'sort=name,name.desc',
    'page=0',
    'limit=101',
  ])('refuses %s with 400', async (query) => {
    expect(await dotfile.call('GET', `/webhooks?${query}`)).toMatchObject({
      status: 400,
      error: { code: 'BAD_REQUEST' },
    });
  });
});
