import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeStartLink } from '../../src/app/first-start.ts';
import { signInKeys, signInWindowMs, triesPerAccountMax } from '../../src/domain/sign-in-limit.ts';
import { countTries } from '../../src/store/sign-in-counts.ts';
import { newMember, type Person, personOf, testPassword } from '../accounts.ts';
import { type ApiRig, apiRig } from '../api-rig.ts';

let rig: ApiRig;
let owner: Person;
const email = 'ada@example.com';

beforeAll(async () => {
  rig = await apiRig();
});

afterAll(() => rig.close());

const signIn = (password: string, address = email, headers: Record<string, string> = {}) =>
  rig.call('POST', '/session', { as: null, body: { email: address, password }, headers });

describe('the link of the first start', () => {
  test('says what it makes, refuses what is missing by its place, and works once', async () => {
    const link = await makeStartLink(rig.engine.context, false);
    const path = `/links/${link?.token}`;
    const second = await makeStartLink(rig.engine.context, false);
    const seen = await rig.call('GET', path, { as: null });
    expect(seen.json).toMatchObject({ kind: 'setup', workspace_needed: false, role: null });
    const empty = await rig.call('POST', path, { as: null, body: {} });
    expect([empty.status, empty.error?.details?.map((detail) => detail.path)]).toEqual([
      422,
      ['name', 'email', 'password'],
    ]);
    const short = await rig.call('POST', path, { as: null, body: { name: 'Ada', email, password: 'short' } });
    expect([short.status, short.error?.details?.[0]?.path]).toEqual([422, 'password']);
    const body = { name: 'Ada', email: 'Ada@Example.com', password: testPassword };
    const used = await rig.call('POST', path, { as: null, body });
    expect(used.json).toMatchObject({
      user: { email, name: 'Ada', installation_owner: true },
      workspaces: [
        { id: rig.workspaceId, role: 'owner' },
        { id: rig.otherWorkspaceId, role: 'owner' },
      ],
    });
    owner = personOf(rig, used);
    const again = await rig.call('POST', path, { as: null, body });
    const other = await rig.call('POST', `/links/${second?.token}`, { as: null, body });
    expect([again.status, other.status]).toEqual([404, 404]);
    expect(other.text).toBe(again.text);
    expect(await makeStartLink(rig.engine.context, false)).toBeNull();
  });

  test('is over after a day, and never was one for who invents it', async () => {
    const link = await makeStartLink(rig.engine.context, true);
    const path = `/links/${link?.token}`;
    expect((await rig.call('GET', path, { as: null })).json.kind).toBe('sign_in');
    const invented = await rig.call('GET', `/links/${link?.token.slice(0, -4)}AAAA`, { as: null });
    await rig.database.sql`update access_links set expires_at = now() - interval '1 second'`;
    const over = await rig.call('GET', path, { as: null });
    expect([invented.status, over.status]).toEqual([404, 404]);
    expect(over.text).toBe(invented.text);
  });

  test('signs in directly in development, once, and owns every workspace', async () => {
    const link = await makeStartLink(rig.engine.context, true);
    const used = await rig.call('POST', `/links/${link?.token}`, { as: null, body: {} });
    expect(used.json.user).toMatchObject({ email: 'developer@localhost', installation_owner: true });
    expect(used.json.workspaces).toHaveLength(2);
    expect((await rig.call('POST', `/links/${link?.token}`, { as: null, body: {} })).status).toBe(404);
  });
});

describe('signing in', () => {
  test('takes the password of the account and sets a cookie that scripts and other sites do not get', async () => {
    const signed = await signIn(testPassword);
    expect(signed.status).toBe(200);
    const cookies = signed.headers.getSetCookie();
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^belfry_session=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    const session = await personOf(rig, signed).call('GET', '/session');
    expect(session.json.user).toMatchObject({ email, installation_owner: true });
    expect(Date.parse(session.json.expires_at) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
  });

  test('answers an unknown address as a wrong password, and hashes for both', async () => {
    const wrong = await signIn('not the password');
    const startedAt = performance.now();
    const unknown = await signIn('not the password', 'nobody@example.com');
    // Hashing takes tens of milliseconds on any machine; a look-up that finds nothing takes one or two.
    expect(performance.now() - startedAt).toBeGreaterThan(20);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(unknown.text).toBe(wrong.text);
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  test('is refused for a while after ten wrong passwords, for that account alone', async () => {
    const address = 'grace@example.com';
    const { account } = signInKeys(address, '127.0.0.1');
    for (let count = 0; count < triesPerAccountMax - 2; count += 1) {
      await countTries(rig.database.sql, [account], Date.now(), signInWindowMs);
    }
    // At once: each is counted before its password is looked at.
    const tries = await Promise.all([1, 2, 3].map(() => signIn('not the password', address)));
    expect(tries.map(({ status }) => status).sort()).toEqual([401, 401, 429]);
    const refused = tries.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(200);
    expect(refused?.error?.code).toBe('rate_limited');
    expect((await signIn(testPassword)).status).toBe(200);
  });

  test('sets its cookie for https alone where the request came by https, as a trusted proxy says', async () => {
    const proxied = await apiRig({ http: { trustedProxies: ['127.0.0.1/32'] } });
    const link = await makeStartLink(proxied.engine.context, true);
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };
    const used = await proxied.call('POST', `/links/${link?.token}`, { as: null, body: {}, headers });
    expect(used.headers.getSetCookie()[0]).toMatch(/; Secure$/);
    const entries = await proxied.call('GET', '/audit?action=session.started');
    expect(entries.json.data[0].address).toBe('203.0.113.9');
    await proxied.close();
  });
});

describe('a request in the name of a session', () => {
  const rename = (headers: Record<string, string>, body: unknown = { name: 'Renamed' }) =>
    rig.call('PATCH', '/workspace', {
      as: null,
      body,
      headers: { cookie: owner.cookie, 'belfry-workspace': rig.workspaceId, ...headers },
    });

  test.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another part of the site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that says nothing', { origin: 'null' }],
  ])('is refused from %s', async (_, headers) => {
    const answer = await rename(headers);
    expect([answer.status, answer.error?.code]).toEqual([403, 'forbidden']);
  });

  test('is refused where a form could have sent it, and served from a page of this server', async () => {
    const bare = await rig.call('DELETE', '/sessions', { as: null, headers: { cookie: owner.cookie } });
    expect(bare.status).toBe(403);
    const signIns = await signIn(testPassword, email, { 'sec-fetch-site': 'cross-site' });
    expect(signIns.status).toBe(403);
    expect((await rename({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await rename({ origin: rig.baseUrl })).status).toBe(200);
  });

  test('says which workspace is meant, one that the person is a member of', async () => {
    const none = await rig.call('GET', '/webhooks', { as: null, headers: { cookie: owner.cookie } });
    expect([none.status, none.error?.message]).toEqual([400, expect.stringContaining('belfry-workspace')]);
    const stranger = await newMember(rig, 'owner', {
      workspaceId: rig.otherWorkspaceId,
      email: 'stranger@example.com',
    });
    const ids = [rig.workspaceId, '0198f000-0000-7000-8000-000000000000', 'no uuid'];
    const answers = await Promise.all(
      ids.map((id) => stranger.call('GET', '/webhooks', { headers: { 'belfry-workspace': id } })),
    );
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(3).fill([404, answers[0]?.text]));
  });
});

describe('a session', () => {
  test('ends with signing out, at once, and its cookie is taken away', async () => {
    const person = personOf(rig, await signIn(testPassword));
    const out = await person.call('DELETE', '/session');
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^belfry_session=; Max-Age=0/);
    expect((await person.call('GET', '/session')).status).toBe(401);
    expect((await person.call('GET', '/webhooks')).error?.code).toBe('unauthorized');
  });

  test('ends everywhere, and the others with a changed password', async () => {
    const [one, other] = [
      personOf(rig, await signIn(testPassword)),
      personOf(rig, await signIn(testPassword)),
    ];
    const change = (current_password: string) =>
      one.call('POST', '/session/password', { body: { current_password, new_password: 'another password' } });
    const wrong = await change('not the password');
    expect([wrong.status, wrong.error?.details?.[0]?.path]).toEqual([422, 'current_password']);
    expect((await change(testPassword)).status).toBe(204);
    expect((await other.call('GET', '/session')).status).toBe(401);
    expect((await one.call('GET', '/session')).status).toBe(200);
    expect((await signIn(testPassword)).status).toBe(401);
    const third = personOf(rig, await signIn('another password'));
    expect((await third.call('DELETE', '/sessions')).status).toBe(204);
    expect((await one.call('GET', '/session')).status).toBe(401);
  });

  test('is over after its time, goes on while it is used, and cannot be made up', async () => {
    const { sql } = rig.database;
    const person = personOf(rig, await signIn('another password'));
    await sql`update sessions set expires_at = expires_at - interval '1 day', updated_at = now() - interval '1 day'`;
    const renewed = await person.call('GET', '/webhooks');
    expect([renewed.status, renewed.headers.getSetCookie().length]).toEqual([200, 1]);
    const [row] = await sql<{ left: number }[]>`
      select extract(epoch from max(expires_at) - now())::float8 as left from sessions where user_id = ${person.id}`;
    expect(row?.left).toBeGreaterThan(6.9 * 86_400);
    const forged = person.cookie.replace(/=(.{8})/, '=AAAAAAAA');
    expect((await rig.call('GET', '/session', { as: null, headers: { cookie: forged } })).status).toBe(401);
    await sql`update sessions set expires_at = now() - interval '1 second' where user_id = ${person.id}`;
    expect((await person.call('GET', '/session')).status).toBe(401);
  });
});
