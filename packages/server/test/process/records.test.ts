import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createdWorkspace, run, type ServingBelfryd, serve, stop } from '../belfryd/belfryd-rig.ts';
import * as resources from '../dotfile/case-resources.ts';
import { newDataDir, removeDataDirs } from '../embedded-postgres/rig.ts';
import { opened } from '../endpoints/opened.ts';
import { killProcesses } from '../line-process.ts';
import { until } from '../until.ts';
import { type Answered, type CaseClients, caseClients } from './case-clients.ts';
import { expectAllDelivered, inDatabaseOf } from './records.ts';
import { type Tally, tally } from './tally.ts';

afterEach(killProcesses);
afterAll(removeDataDirs);

const seed = 20_261_122;
const clients = 50;
const requestsEach = 16;
const cases = 24;
const kills = 3;
const answerMs = 5;

let dataDir: string;
let receiver: Tally;
let belfryd: ServingBelfryd;
let workspaceId: string;
let apiKey: string;

beforeEach(async () => {
  dataDir = await newDataDir();
  receiver = await opened(tally(answerMs));
  belfryd = await serve(dataDir);
  const args = ['workspace', 'create', '--name', 'Killed', '--dialect', 'dotfile', '--json'];
  const { workspace, key } = createdWorkspace((await run(dataDir, args)).output);
  workspaceId = workspace.id;
  apiKey = key;
  const events = ['Created', 'Updated', 'ReviewUpdated', 'ReviewDue', 'ReviewConfirmed', 'Deleted'];
  await api('POST', '/webhooks', {
    name: 'All',
    url: receiver.url,
    events: events.map((event) => `Case.${event}`),
  });
});

test('50 clients change the same cases while belfryd is killed three times: of every committed change, and of no other, the after-image arrives, and the newest is what the API answers', async () => {
  const startedAt = performance.now();
  const asking = await askWhileKilling();
  say(`all asked after ${ms(startedAt)}`);
  await inDatabaseOf(dataDir, async (sql) => {
    await until(async () => (await sql`select from records where due_at <= now()`).count === 0);
    await expectAllDelivered(sql, () => receiver.calls);
    say(`all delivered after ${ms(startedAt)}`);
    const told = toldOf();
    expectAnswersTold(asking.answers, told);
    const live = await sql<{ id: string; version: number }[]>`
      select id, version from records where workspace_id = ${workspaceId} and kind = 'case'`;
    for (const { id, version } of live) await expectWhole(told.get(id) ?? [], id, version);
    const gone = [...told.keys()].filter((id) => !live.some((one) => one.id === id));
    for (const id of gone) expect(countOf(told.get(id) ?? [], 'Case.Deleted')).toBe(1);
    say(`${live.length} cases at the end, ${gone.length} deleted; ${receiver.calls.size} events`);
  });
  expect(await stop(belfryd)).toBe(0);
}, 120_000);

/** Resolves when all clients have done all they had to do, over all the kills. */
async function askWhileKilling(): Promise<CaseClients> {
  let listening = Promise.resolve(belfryd.url);
  const total = clients * requestsEach;
  const asking = caseClients({ clients, requestsEach, cases, seed, apiKey, url: () => listening });
  for (let kill = 1; kill <= kills; kill++) {
    await asking.untilAnswered((total * kill) / (kills + 1));
    const back = Promise.withResolvers<string>();
    listening = back.promise;
    const killedAt = performance.now();
    belfryd.kill('SIGKILL');
    await belfryd.ended;
    belfryd = await serve(dataDir);
    back.resolve(belfryd.url);
    say(`killed after ${asking.answers.length} answers; listens again after ${ms(killedAt)}`);
  }
  await asking.finished;
  const lost = asking.answers.filter(({ status }) => status === 0).length;
  expect(lost).toBeGreaterThan(0);
  const statuses = Object.groupBy(asking.answers, ({ status }) => `${status}`);
  const counts = Object.entries(statuses).map(([status, some]) => `${some?.length} × ${status}`);
  say(`seed ${seed}; answers: ${counts.join(', ')}`);
  return asking;
}

/** What was told of one change of a case, or of its deletion. */
interface Told {
  readonly event: string;
  readonly eventId: string;
  /** Null for a deletion, which has no image. */
  readonly image: resources.DetailedCase | null;
  readonly externalId: string | null;
}

const body = z.looseObject({
  event: z.string(),
  context: z.looseObject({ event_id: z.string() }),
  case: z.unknown(),
});
const stub = z.strictObject({ id: resources.id, name: z.string(), external_id: z.string().nullable() });

/** Everything received, by case; a repeated call counts once. */
function toldOf(): ReadonlyMap<string, readonly Told[]> {
  const told = new Map<string, Told[]>();
  const seen = new Set<string>();
  for (const { body: text } of receiver.received) {
    const { event, context, case: object } = body.parse(JSON.parse(text));
    if (seen.has(context.event_id)) continue;
    seen.add(context.event_id);
    const image = event === 'Case.Deleted' ? null : resources.detailedCase.parse(object);
    const { id, external_id: externalId } = image ?? stub.parse(object);
    const list = told.get(id) ?? [];
    list.push({ event, eventId: context.event_id, image, externalId });
    told.set(id, list);
  }
  return told;
}

/** Each change of a live case was told of with one image; the newest of these is what the API answers. */
async function expectWhole(told: readonly Told[], id: string, version: number): Promise<void> {
  const images = told.flatMap(({ image }) => (image === null ? [] : [image]));
  const byUpdate = Map.groupBy(images, ({ updated_at }) => updated_at);
  for (const same of byUpdate.values()) {
    for (const image of same) expect(image).toEqual(same[0]);
  }
  // The version counts the changes, the creation among them.
  expect(byUpdate.size).toBe(version);
  expect(countOf(told, 'Case.Created')).toBe(1);
  expect(countOf(told, 'Case.Deleted')).toBe(0);
  const newest = images.reduce((a, b) => (a.updated_at > b.updated_at ? a : b));
  expect(newest).toEqual(resources.detailedCase.parse(await api('GET', `/cases/${id}`)));
  expectDueOnce(told);
}

/** Every review whose date had passed was told to be due, once. */
function expectDueOnce(told: readonly Told[]): void {
  const today = new Date().toISOString().slice(0, 10);
  const passed = new Set<string>();
  for (const { image } of told) {
    const review = image?.review;
    if (typeof review?.next_review_at === 'string' && review.next_review_at <= today) passed.add(review.id);
  }
  const due = told.flatMap(({ event, image }) => (event === 'Case.ReviewDue' ? [image?.review?.id] : []));
  expect(due.sort()).toEqual([...passed].sort());
}

/** What was answered with success was told of as it was answered. */
function expectAnswersTold(answers: readonly Answered[], told: ReadonlyMap<string, readonly Told[]>): void {
  const all = [...told.values()].flat();
  const images = all.flatMap(({ image }) => (image === null ? [] : [image]));
  const byChange = new Map(images.map((image) => [`${image.id} ${image.updated_at}`, image]));
  const reviews = new Set(images.map(({ review }) => review?.id));
  const risks = new Set(images.map(({ risk }) => risk?.id));
  for (const { operation, status, body: answer } of answers) {
    if (status !== 200 && status !== 201) continue;
    switch (operation) {
      case 'create':
      case 'patch': {
        const given = changedCase.parse(answer);
        expect(byChange.get(`${given.id} ${given.updated_at}`)).toMatchObject(given);
        break;
      }
      case 'review':
        expect(reviews).toContain(resources.caseReview.parse(answer).id);
        break;
      case 'risk':
        expect(risks).toContain(resources.risk.parse(answer).id);
        break;
      case 'tag':
      case 'delete':
        break;
    }
  }
  for (const key of new Set(answers.map((answer) => answer.key))) {
    const ofKey = answers.filter((answer) => answer.key === key);
    const toldOfKey = all.filter(({ externalId }) => externalId === key);
    expectBetween(ofKey, 'create', 201, countOf(toldOfKey, 'Case.Created'));
    expectBetween(ofKey, 'delete', 204, countOf(toldOfKey, 'Case.Deleted'));
  }
}

/** As often as it was answered, and at most once more for each request without an answer. */
function expectBetween(
  answers: readonly Answered[],
  operation: Answered['operation'],
  success: number,
  count: number,
): void {
  const some = answers.filter((answer) => answer.operation === operation);
  const done = some.filter(({ status }) => status === success).length;
  const doubtful = some.filter(({ status }) => status === 0 || status === 503).length;
  expect(count).toBeGreaterThanOrEqual(done);
  expect(count).toBeLessThanOrEqual(done + doubtful);
}

/** What creating and patching answer alike. */
const changedCase = z.object({
  id: resources.id,
  updated_at: resources.instant,
  name: z.string(),
  status: z.string(),
  tags: z.array(z.string()),
  metadata: z.record(z.string(), z.string()).nullable(),
  custom_properties: z.record(z.string(), z.unknown()),
});

function countOf(told: readonly Told[], event: string): number {
  return told.filter((one) => one.event === event).length;
}

async function api(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${belfryd.url}/dotfile/v1${path}`, {
    method,
    headers: { 'x-dotfile-api-key': apiKey, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

function ms(from: number): string {
  return `${Math.round(performance.now() - from)} ms`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
