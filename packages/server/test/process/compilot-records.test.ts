import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createdWorkspace, run, type ServingBelfryd, serve, stop } from '../belfryd/belfryd-rig.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { newDataDir, removeDataDirs } from '../embedded-postgres/rig.ts';
import { opened } from '../endpoints/opened.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import { killProcesses } from '../line-process.ts';
import { type Answered, compilotClients } from './compilot-clients.ts';
import { expectAllDelivered } from './records.ts';

const seed = 20_261_122;
const clients = 16;
const requestsEach = 12;
const customers = 6;
/** After so many answers belfryd is killed. */
const killAt = 60;

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await testDatabase();
  dataDir = await newDataDir(null);
});
afterEach(killProcesses);
afterAll(async () => {
  await database.close();
  await removeDataDirs();
});

test('of every committed change of customers and alerts, and of no other, the after-image arrives although belfryd is killed meanwhile', async () => {
  const options = { env: { DATABASE_URL: database.url } };
  const args = ['workspace', 'create', '--name', 'Killed', '--dialect', 'compilot', '--json'];
  const { key, workspace } = createdWorkspace((await run(dataDir, args, options)).output);
  let belfryd = await serve(dataDir, options);
  const receiver = await opened(sinkEndpoint());
  await subscribe(belfryd, key, receiver.url);

  let listening = Promise.resolve(belfryd.url);
  let restart = Promise.resolve();
  const killAndServe = async (back: PromiseWithResolvers<string>): Promise<void> => {
    belfryd.kill('SIGKILL');
    await belfryd.ended;
    belfryd = await serve(dataDir, options);
    back.resolve(belfryd.url);
  };
  const answers = await compilotClients({
    ...{ clients, requestsEach, customers, seed, key },
    url: () => listening,
    onAnswer(count) {
      if (count !== killAt) return;
      const back = Promise.withResolvers<string>();
      listening = back.promise;
      restart = killAndServe(back);
    },
  });
  await restart;
  expect(answers.filter(({ status }) => status === 0).length).toBeGreaterThan(0);

  await expectAllDelivered(database.sql, () => callsOf(receiver));
  const told = toldOf(receiver);
  expectAnswersTold(answers, told);
  const live = await database.sql<{ id: string; kind: string; version: number }[]>`
    select id, kind, version from records
    where workspace_id = ${workspace.id} and kind in ('compilot_customer', 'compilot_alert')`;
  for (const { id, kind, version } of live) {
    const path = kind === 'compilot_customer' ? `/customers/${id}` : `/alerts/${id}`;
    expectWhole(told.get(id) ?? [], version, await answerOf(belfryd, key, path));
  }
  for (const [path, kind] of [
    ['/customers', 'compilot_customer'],
    ['/alerts', 'compilot_alert'],
  ] as const) {
    const totalCount = live.filter((record) => record.kind === kind).length;
    expect(await answerOf(belfryd, key, `${path}?limit=1`)).toMatchObject({ totalCount });
  }
  for (const [id, calls] of told) {
    if (live.some((record) => record.id === id)) continue;
    // An alert may have gone with its customer, of which alone is told then.
    const own = countOf(calls, 'deleted');
    if (own === 0) expect(told.get(String(calls[0]?.image['customerId']))?.at(-1)?.action).toBe('deleted');
    else expect(own).toBe(1);
  }
  expect(await stop(belfryd)).toBe(0);
}, 60_000);

/** What was told of one change of a customer or an alert. */
interface Told {
  readonly action: string;
  readonly image: Readonly<Record<string, unknown>>;
}

const call = z.object({
  eventType: z.string(),
  payload: z.looseObject({ id: z.string(), customerId: z.string(), updatedAt: z.string().nullable() }),
});

function callsOf({ received }: Sink): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  for (const { headers } of received) {
    const id = String(headers['svix-id']);
    calls.set(id, (calls.get(id) ?? 0) + 1);
  }
  return calls;
}

/** Everything received in the order of its events, by customer or alert; a repeated call counts once. */
function toldOf({ received }: Sink): ReadonlyMap<string, readonly Told[]> {
  const once = new Map(received.map(({ headers, body }) => [String(headers['svix-id']), body]));
  const told = new Map<string, Told[]>();
  for (const [, body] of [...once].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { eventType, payload } = call.parse(JSON.parse(body));
    const [noun, action = ''] = eventType.split('.');
    const { id, ...image } = payload;
    const key = noun === 'customer' ? payload.customerId : id;
    const list = told.get(key) ?? [];
    list.push({ action, image: noun === 'customer' ? image : payload });
    told.set(key, list);
  }
  return told;
}

/** One image of each change, the creation among them, and the newest is what the API answers. */
function expectWhole(told: readonly Told[], version: number, answer: unknown): void {
  expect(told.map(({ action }) => action)).toEqual([
    'created',
    ...Array.from({ length: version - 1 }, () => 'updated'),
  ]);
  const times = told.map(({ image }) => String(image['updatedAt'] ?? ''));
  expect(times).toEqual([...new Set(times)].sort());
  expect(told.at(-1)?.image).toEqual(answer);
}

/** What was answered with success was told of as it was answered, and deletions at least as often as they were. */
function expectAnswersTold(answers: readonly Answered[], told: ReadonlyMap<string, readonly Told[]>): void {
  const done = answers.filter(({ status }) => status >= 200 && status < 300);
  for (const { operation, id, body } of done) {
    if (operation === 'delete' || operation === 'deleteAlert') {
      expect(countOf(told.get(id ?? '') ?? [], 'deleted')).toBe(1);
    } else if (operation !== 'wallet') {
      const { id: alertId, customerId, updatedAt } = answered.parse(body);
      const same = told.get(alertId ?? customerId)?.find(({ image }) => image['updatedAt'] === updatedAt);
      // The answer to a creation says more than the event.
      expect(body).toMatchObject(same?.image ?? { never: true });
    }
  }
}

const answered = z.looseObject({
  id: z.string().optional(),
  customerId: z.string(),
  updatedAt: z.string().nullable(),
});

function countOf(told: readonly Told[], action: string): number {
  return told.filter((one) => one.action === action).length;
}

async function subscribe({ url }: ServingBelfryd, key: string, to: string): Promise<void> {
  const actions = ['created', 'updated', 'deleted'];
  const events = ['customer', 'alert'].flatMap((noun) => actions.map((action) => `${noun}.${action}`));
  const response = await fetch(`${url}/api/v1/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'All', url: to, events }),
  });
  expect([response.status, await response.text()]).toMatchObject([201, expect.any(String)]);
}

async function answerOf({ url }: ServingBelfryd, key: string, path: string): Promise<unknown> {
  const response = await fetch(`${url}/compilot${path}`, { headers: { authorization: `Bearer ${key}` } });
  expect(response.status).toBe(200);
  return response.json();
}
