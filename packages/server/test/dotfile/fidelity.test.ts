import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthenticate } from '../../src/app/authenticate.ts';
import { refusalOf } from '../../src/http/errors.ts';
import { dotfilePlugin } from '../../src/vendors/dotfile/plugin.ts';
import { answerShapes } from './answer-shapes.ts';
import { type ApiWalk, apiWalk } from './api-walk.ts';
import { callEveryRoute } from './every-route.ts';

let walk: ApiWalk;
let server: FastifyInstance;
let routes: readonly string[];
beforeAll(async () => {
  walk = await apiWalk();
  server = Fastify();
  routes = await routesOf(server);
});
afterAll(async () => {
  await server.close();
  await walk.close();
});

/** A report is a PDF, and its link needs no key: the tests of reports show it. */
const pdf = 'GET /case-reports/{id}';

/** What the API registers, each placeholder as {id}. */
async function routesOf(scope: FastifyInstance): Promise<readonly string[]> {
  const found = new Set<string>();
  scope.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) {
      if (each !== 'HEAD') found.add(`${each} ${url.replace('/v1', '').replaceAll(/:\w+/g, '{id}')}`);
    }
  });
  const { context } = walk.rig.engine;
  const { changeRecords } = walk.rig;
  const authenticate = createAuthenticate(context);
  await scope.register(dotfilePlugin({ context, authenticate, changeRecords, refusalOf }));
  return [...found].sort();
}

it('every request of the API has a shape that its answer must have, and is called', async () => {
  await callEveryRoute(walk);
  expect([...answerShapes.keys(), pdf].sort()).toEqual(routes);
  expect([...new Set(walk.answers.map(({ route }) => route)), pdf].sort()).toEqual(routes);
});

/** Of what exists nowhere. */
const unknownId = '01a202b3-b05a-7000-8000-b0f00ca99c7e';

/** The rig checks the shape of each refusal, and that the status in it is that of the answer. */
async function refuse(route: string, key: string | null): Promise<number | undefined> {
  const [method = '', path = ''] = route.split(' ');
  const query = method === 'GET' && !path.endsWith('}') ? '?not_known=1' : '';
  const body = method === 'POST' || method === 'PATCH' ? { not_known: 1 } : undefined;
  const at = `${path.replaceAll('{id}', unknownId)}${query}`;
  return (await walk.rig.call(method, at, { key, body })).error?.status_code;
}

describe('every request of the API refuses in the one shape of all errors', () => {
  const refusing = () => routes.filter((route) => route !== pdf);

  it('whoever has no key', async () => {
    for (const route of refusing()) expect([route, await refuse(route, null)]).toEqual([route, 401]);
  });

  it('what is not known', async () => {
    for (const route of refusing().filter((each) => each !== 'GET /ping')) {
      expect([400, 404], route).toContain(await refuse(route, walk.rig.key));
    }
  });
});
