import { afterAll, beforeAll, expect, test } from 'vitest';
import { runLinkCreate } from '../../src/commands/links.ts';
import { newMember, type Person, personOf, testPassword } from '../accounts.ts';
import { type ApiRig, apiRig } from '../api-rig.ts';

let rig: ApiRig;
let owner: Person;
let viewer: Person;

beforeAll(async () => {
  rig = await apiRig();
  owner = await newMember(rig, 'owner');
  viewer = await newMember(rig, 'viewer');
});

afterAll(() => rig.close());

const invite = (body: object) => owner.call('POST', '/invitations', { body });
const tokenOf = (url: string) => new URL(url).hash.slice(1);
const take = (url: string, body: object) => rig.call('POST', `/links/${tokenOf(url)}`, { as: null, body });

test('an invitation is a link to the console that says where it leads, and works once', async () => {
  const made = await invite({ role: 'operator' });
  expect([made.status, made.json.url]).toEqual([
    201,
    expect.stringMatching(new RegExp(`^${rig.baseUrl}/link#[\\w-]{86}$`)),
  ]);
  const seen = await rig.call('GET', `/links/${tokenOf(made.json.url)}`, { as: null });
  expect(seen.json).toMatchObject({
    kind: 'invitation',
    workspace_name: 'Acme Compliance',
    role: 'operator',
  });
  const listed = (await owner.call('GET', '/invitations')).json.data;
  expect(listed).toMatchObject([{ id: made.json.id, role: 'operator', email: null }]);
  expect(JSON.stringify(listed)).not.toContain('url');
  const form = { name: 'Grace', email: 'grace@example.com', password: testPassword };
  const joined = await take(made.json.url, form);
  expect(joined.json.workspaces).toEqual([
    { id: rig.workspaceId, name: 'Acme Compliance', dialect: 'dotfile', role: 'operator' },
  ]);
  expect((await take(made.json.url, { ...form, email: 'other@example.com' })).status).toBe(404);
  expect((await owner.call('GET', '/invitations')).json.data).toEqual([]);
});

test('an invitation for an address is for nobody else, and is there for the right one afterwards', async () => {
  const { url } = (await invite({ role: 'viewer', email: 'Alan@example.com' })).json;
  const form = { name: 'Alan', email: 'someone@example.com', password: testPassword };
  const wrong = await take(url, form);
  expect([wrong.status, wrong.error?.details?.[0]?.path]).toEqual([422, 'email']);
  expect((await take(url, { ...form, email: 'alan@example.com' })).status).toBe(200);
});

test('an account that exists joins with its own password, or as it is signed in', async () => {
  const elsewhere = { workspaceId: rig.otherWorkspaceId, email: 'joan@example.com' };
  const joan = await newMember(rig, 'viewer', elsewhere);
  const { url } = (await invite({ role: 'operator' })).json;
  const form = { name: 'Joan', email: 'joan@example.com', password: 'not her password' };
  expect((await take(url, form)).status).toBe(401);
  const joined = await take(url, { ...form, password: testPassword });
  expect(joined.json.workspaces.map(({ role }: { role: string }) => role)).toEqual(['operator', 'viewer']);
  const higher = (await invite({ role: 'owner' })).json.url;
  const again = await joan.call('POST', `/links/${tokenOf(higher)}`, { body: {} });
  expect(again.json.workspaces[0].role).toBe('owner');
  const lower = (await invite({ role: 'viewer' })).json.url;
  const kept = await personOf(rig, again).call('POST', `/links/${tokenOf(lower)}`, { body: {} });
  expect(kept.json.workspaces[0].role).toBe('owner');
  expect((await owner.call('DELETE', `/members/${joan.id}`)).status).toBe(204);
});

test('a withdrawn invitation works no more, and another workspace’s cannot be withdrawn', async () => {
  const { id, url } = (await invite({ role: 'viewer' })).json;
  const stranger = await newMember(rig, 'owner', {
    workspaceId: rig.otherWorkspaceId,
    email: 'stranger@example.com',
  });
  expect((await stranger.call('DELETE', `/invitations/${id}`)).status).toBe(404);
  expect((await owner.call('DELETE', `/invitations/${id}`)).status).toBe(204);
  expect((await owner.call('DELETE', `/invitations/${id}`)).status).toBe(404);
  const late = await take(url, { name: 'X', email: 'x@example.com', password: testPassword });
  expect(late.status).toBe(404);
});

test('a role counts from the next request on, and who was removed is a stranger', async () => {
  const newcomer = await newMember(rig, 'operator', { email: 'new@example.com' });
  const test = () => newcomer.call('POST', '/keys', { body: { name: 'Key' } });
  expect((await test()).error?.message).toContain('"owner"');
  const raised = await owner.call('PATCH', `/members/${newcomer.id}`, { body: { role: 'owner' } });
  expect(raised.json).toMatchObject({ user_id: newcomer.id, email: 'new@example.com', role: 'owner' });
  expect((await test()).status).toBe(201);
  expect((await owner.call('DELETE', `/members/${newcomer.id}`)).status).toBe(204);
  expect((await newcomer.call('GET', '/workspace')).status).toBe(404);
  expect((await newcomer.call('GET', '/session')).json.workspaces).toEqual([]);
});

test('the last owner stays one; another workspace’s member is nobody here', async () => {
  const members = (await owner.call('GET', '/members')).json.data;
  expect(members[0]).toMatchObject({ user_id: owner.id, role: 'owner', installation_owner: false });
  expect(Date.parse(members[0].last_seen_at)).toBeGreaterThan(Date.now() - 60_000);
  const path = `/members/${owner.id}`;
  const lowered = await owner.call('PATCH', path, { body: { role: 'viewer' } });
  const removed = await owner.call('DELETE', path);
  expect([lowered.error?.code, removed.error?.code]).toEqual(['last_owner', 'last_owner']);
  const stranger = await newMember(rig, 'viewer', {
    workspaceId: rig.otherWorkspaceId,
    email: 'far@example.com',
  });
  const answers = await Promise.all([
    owner.call('DELETE', `/members/${stranger.id}`),
    owner.call('DELETE', '/members/0198f000-0000-7000-8000-000000000000'),
  ]);
  expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(2).fill([404, answers[0].text]));
});

test('a viewer is shown no secret of a webhook, nor what its calls carry as one', async () => {
  const headers = { authorization: 'Bearer of the endpoint' };
  const body = { name: 'Orders', url: 'http://127.0.0.1:9/', events: ['Case.Created'], headers };
  const made = await rig.call('POST', '/webhooks', { body });
  const seen = (await viewer.call('GET', `/webhooks/${made.json.id}`)).json;
  expect(seen).toMatchObject({ secret: null, headers: { authorization: 'hidden' } });
  const tested = await owner.call('POST', `/webhooks/${made.json.id}/test`, { body: {} });
  const path = `/deliveries/${tested.json.delivery_id}`;
  const [forViewer, forOwner] = [await viewer.call('GET', path), await owner.call('GET', path)];
  expect(forOwner.text).toContain('Bearer of the endpoint');
  expect(forViewer.text).not.toContain('Bearer of the endpoint');
  expect(forViewer.text).not.toContain(made.json.secret);
  expect((await viewer.call('GET', '/webhooks')).text).not.toContain(made.json.secret);
});

test('only who owns the installation makes workspaces', async () => {
  const body = { name: 'Third', dialect: 'standard' };
  const refused = await owner.call('POST', '/workspaces', { body });
  expect([refused.status, refused.error?.code]).toEqual([403, 'forbidden']);
  await rig.database.sql`update users set installation_owner = true where id = ${owner.id}`;
  const made = await owner.call('POST', '/workspaces', { body });
  expect([made.status, made.json]).toMatchObject([201, body]);
  expect((await owner.call('GET', '/session')).json.workspaces).toHaveLength(2);
  const unknown = await owner.call('POST', '/workspaces', { body: { ...body, dialect: 'nonsense' } });
  expect([unknown.status, unknown.error?.details?.[0]?.path]).toEqual([422, 'dialect']);
});

test('the command line invites as well', async () => {
  const config = { publicUrl: 'https://belfry.example.com', host: '0.0.0.0', port: 4400 };
  const printed: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text) => printed.push(String(text)) > 0;
  const draft = { workspace: 'Other', role: 'owner', email: null, json: true } as const;
  await runLinkCreate(rig.engine.context, config, draft).finally(() => {
    process.stdout.write = write;
  });
  const { url } = JSON.parse(printed.join(''));
  expect(url).toMatch(/^https:\/\/belfry\.example\.com\/link#/);
  const joined = await take(url, { name: 'Cli', email: 'cli@example.com', password: testPassword });
  expect(joined.json.workspaces).toMatchObject([{ name: 'Other', role: 'owner' }]);
});
