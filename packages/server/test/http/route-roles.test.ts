import { actionOfRoute, actionRoles, can, roles } from '@belfry/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newMember, type Person } from '../accounts.ts';
import { type Answer, type ApiRig, apiRig } from '../api-rig.ts';

interface Route {
  readonly method: string;
  /** Below /api/v1, placeholders as {id}. */
  readonly path: string;
}

/** These are for whoever signs in, or is about to: no workspace is asked. */
const ofPeople: ReadonlySet<string> = new Set([
  'POST /session',
  'GET /session',
  'DELETE /session',
  'DELETE /sessions',
  'POST /session/password',
  'GET /links/{token}',
  'POST /links/{token}',
  'POST /workspaces',
]);

let rig: ApiRig;
let people: Readonly<Record<(typeof roles)[number] | 'stranger', Person>>;
let routes: readonly Route[];

beforeAll(async () => {
  rig = await apiRig();
  const elsewhere = { workspaceId: rig.otherWorkspaceId, email: 'stranger@example.com' };
  const stranger = await newMember(rig, 'owner', elsewhere);
  people = {
    viewer: await newMember(rig, 'viewer'),
    operator: await newMember(rig, 'operator'),
    owner: await newMember(rig, 'owner'),
    stranger,
  };
  routes = await routesOf();
});

afterAll(() => rig.close());

/** Every route that the API has, as it says itself. */
async function routesOf(): Promise<readonly Route[]> {
  const { paths } = (await (await fetch(`${rig.baseUrl}/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, object>>;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
    })),
  );
}

const nobodysId = '0198f000-0000-7000-8000-000000000000';

/** A call that changes nothing: there is no such id, and the body is none. */
function call(person: Person | null, { method, path }: Route): Promise<Answer> {
  const place = path.replaceAll(/\{\w+\}/g, nobodysId);
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: [] };
  const workspace = { 'belfry-workspace': rig.workspaceId };
  if (person === null) return rig.call(method, place, { as: null, headers: workspace, ...body });
  return person.call(method, place, { headers: workspace, ...body });
}

/** A stream would go on. */
const ofWorkspaces = () =>
  routes.filter(({ method, path }) => !ofPeople.has(`${method} ${path}`) && path !== '/stream');

test('every route of a workspace is refused to those whose role is too low, and to nobody else', async () => {
  const wrong: string[] = [];
  for (const route of ofWorkspaces()) {
    const needed = actionRoles[actionOfRoute(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'))];
    for (const role of roles) {
      const answer = await call(people[role], route);
      const refused = answer.status === 403;
      if (refused === roles.indexOf(role) >= roles.indexOf(needed)) {
        wrong.push(`${route.method} ${route.path} as ${role}: ${answer.status} ${answer.text}`);
      }
      if (refused && answer.error?.message.includes(`"${needed}"`) !== true) wrong.push(answer.text);
    }
  }
  expect(wrong).toEqual([]);
  expect(ofWorkspaces().length).toBeGreaterThan(40);
});

test('every route answers 401 to who is not signed in, and 404 to another workspace’s owner', async () => {
  const wrong: string[] = [];
  for (const route of [...ofWorkspaces(), { method: 'GET', path: '/stream' }]) {
    const [nobody, stranger] = [await call(null, route), await call(people.stranger, route)];
    if (nobody.status !== 401 || stranger.status !== 404) {
      wrong.push(`${route.method} ${route.path}: ${nobody.status}, ${stranger.status}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('what each role may do is this', () => {
  const asked = ofWorkspaces().map(({ method, path }) => {
    const action = actionOfRoute(method, path.replaceAll(/\{(\w+)\}/g, ':$1'));
    return `${method} ${path}: ${actionRoles[action]}`;
  });
  const viewers = asked.filter((line) => line.endsWith(': viewer'));
  expect(viewers.every((line) => line.startsWith('GET '))).toBe(true);
  expect(asked.filter((line) => line.endsWith(': owner')).sort()).toEqual([
    'DELETE /invitations/{id}: owner',
    'DELETE /keys/{id}: owner',
    'DELETE /members/{user_id}: owner',
    'GET /audit: owner',
    'GET /invitations: owner',
    'GET /keys: owner',
    'GET /members: owner',
    'GET /settings: owner',
    'PATCH /members/{user_id}: owner',
    'PATCH /workspace: owner',
    'POST /invitations: owner',
    'POST /keys: owner',
  ]);
  expect([can('viewer', 'read'), can('viewer', 'read_secrets'), can('operator', 'operate')]).toEqual([
    true,
    false,
    true,
  ]);
});

test('a key acts as an owner, but does not manage people', async () => {
  const people = await Promise.all(
    ['/members', '/invitations'].map(async (path) => (await rig.call('GET', path)).status),
  );
  const rest = await Promise.all(
    ['/keys', '/audit', '/settings', '/workspace'].map(async (path) => (await rig.call('GET', path)).status),
  );
  expect([people, rest]).toEqual([
    [403, 403],
    [200, 200, 200, 200],
  ]);
});
