import fc from 'fast-check';
import { createDueRecords } from '../../src/engine/due-records.ts';
import { dueChanges } from '../../src/vendors/dotfile/records/due-changes.ts';
import { isDue, isoTime, type ModelCase, type ModelRisk } from './walk-model.ts';
import {
  answered,
  changeCase,
  idIn,
  numbered,
  places,
  type Step,
  tellCase,
  type World,
} from './walk-world.ts';

/** A kind of step: what it is called, what it is given, and what it does at a place among the cases. */
export function operation<Input>(
  name: string,
  input: fc.Arbitrary<Input>,
  run: (world: World, place: number, input: Input) => Promise<void>,
): fc.Arbitrary<Step> {
  return fc.tuple(fc.nat({ max: places - 1 }), input).map(([place, given]) => ({
    text: `${name} ${place} ${JSON.stringify(given)}`,
    run: (world) => run(world, place, given),
    [fc.toStringMethod]: () => `${name} ${place} ${JSON.stringify(given)}`,
  }));
}

/** On a place without a case: the API does not find what was never there, or is there no more. */
export async function caseAt(
  world: World,
  place: number,
  method: string,
  path: string,
  body?: unknown,
): Promise<ModelCase | null> {
  const model = world.cases[place] ?? null;
  if (model === null) await answered(world, 404, method, `/cases/${externalId(world, place)}${path}`, body);
  return model;
}

const externalId = (world: World, place: number): string => `walk-${world.walk}-${place}`;

const tag = fc.constantFrom<string>('VIP', 'Nordics', 'Watch');
const tags = fc.uniqueArray(tag, { maxLength: 3 });
const level = fc.constantFrom('low', 'medium', 'high');
const comment = fc.option(fc.constantFrom('Fine.', 'Adverse media.'));
/** As JSON makes them. */
const plain = { noNullPrototype: true };
const metadata = fc.option(
  fc.dictionary(fc.constantFrom('plan', 'region'), fc.constantFrom('a', 'b'), plain),
);
const properties = fc.dictionary(
  fc.constantFrom('score', 'sector'),
  fc.oneof(fc.nat({ max: 2 }), fc.boolean(), fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 })),
  plain,
);

const create = operation(
  'create',
  fc.record({ metadata, tags, custom_properties: properties, status: fc.constantFrom('draft', 'open') }),
  async (world, place, input) => {
    const body = { ...input, name: 'Acme', external_id: externalId(world, place) };
    if (world.cases[place] !== null) return void (await answered(world, 400, 'POST', '/cases', body));
    const at = world.rig.clock.now();
    const created: ModelCase = {
      ...body,
      id: idIn(await answered(world, 201, 'POST', '/cases', body)),
      risk: null,
      review: null,
      dueTold: false,
      collected: false,
      members: [],
      updatedAt: at,
      lastActivityAt: at,
    };
    world.cases[place] = created;
    tellCase(world, created, [], ['Case.Created']);
  },
);

const patch = operation(
  'patch',
  fc.record(
    {
      name: fc.constantFrom('Acme', 'Acme Holding', 'أكمي 👩🏽‍⚖️'),
      status: fc.constantFrom('draft', 'open'),
      metadata,
      tags: fc.option(tags),
      custom_properties: fc.oneof(properties, fc.constant({ score: null })),
      risk: fc.option(fc.record({ level, comment })),
    },
    { requiredKeys: [] },
  ),
  async (world, place, body) => {
    const model = await caseAt(world, place, 'PATCH', '', body);
    if (model === null) return;
    await answered(world, 200, 'PATCH', `/cases/${model.id}`, body);
    const merged = Object.entries({ ...model.custom_properties, ...body.custom_properties });
    changeCase(world, place, {
      name: body.name ?? model.name,
      status: body.status ?? model.status,
      metadata: body.metadata === undefined ? model.metadata : body.metadata,
      tags: body.tags === undefined ? model.tags : (body.tags ?? []),
      custom_properties: Object.fromEntries(merged.filter(([, value]) => value !== null)),
      risk: body.risk === undefined ? model.risk : patchedRisk(world, model, body.risk),
    });
  },
);

/** What the manual risk says already is no new one. */
function patchedRisk(world: World, { risk }: ModelCase, given: Pick<ModelRisk, 'level' | 'comment'> | null) {
  if (given === null) return null;
  const content: ModelRisk = { mode: 'manual', ...given, score: null };
  const { mode, level: before, comment: said } = risk?.content ?? {};
  const same = mode === 'manual' && before === given.level && said === given.comment;
  return same ? risk : numbered(world, content);
}

const approvalByPatch = operation(
  'approve by patch',
  fc.constant({ status: 'approved' }),
  async (world, place, body) => {
    const model = await caseAt(world, place, 'DELETE', '/tags', { tags: ['VIP'] });
    if (model !== null) await answered(world, 400, 'PATCH', `/cases/${model.id}`, body);
  },
);

const review = operation(
  'review',
  fc.record({
    status: fc.constantFrom('approved', 'rejected', 'closed'),
    comment,
    /** Of the next review, from today. */
    days: fc.option(fc.constantFrom(-3, 2, 30)),
  }),
  async (world, place, { status, comment: said, days }) => {
    const approved = status === 'approved';
    const next = approved && days !== null ? dateAfter(world, days) : null;
    const body = {
      status,
      ...(said === null ? {} : { comment: said }),
      ...(approved ? { next_review_at: next } : {}),
    };
    const before = await caseAt(world, place, 'POST', '/reviews', body);
    if (before === null) return;
    await answered(world, 201, 'POST', `/cases/${before.id}/reviews`, body);
    const now = world.rig.clock.now();
    const due = isDue(before, now);
    const first = due && !before.dueTold;
    if (first) tellDue(world, place);
    const types: string[] = [];
    if ((before.review?.content.next_review_at ?? null) !== next) types.push('Case.ReviewUpdated');
    if (approved && due) types.push('Case.ReviewConfirmed');
    if (types.length === 0 && before.status === status) types.push('Case.ReviewUpdated');
    const given = numbered(world, { status, comment: said, next_review_at: next });
    changeCase(world, place, { status, review: given, dueTold: false }, types, now + (first ? 1 : 0));
  },
);

function tellDue(world: World, place: number): void {
  changeCase(world, place, { dueTold: true }, ['Case.ReviewDue']);
}

function dateAfter(world: World, days: number): string {
  return isoTime(world.rig.clock.now() + days * dayMs).slice(0, 10);
}

const dayMs = 86_400_000;

const risk = operation(
  'risk',
  fc.record({ level, score: fc.nat({ max: 100 }) }),
  async (world, place, body) => {
    const model = await caseAt(world, place, 'POST', '/risks', body);
    if (model === null) return;
    await answered(world, 201, 'POST', `/cases/${model.id}/risks`, body);
    changeCase(world, place, { risk: numbered(world, { mode: 'automatic', comment: null, ...body }) });
  },
);

const putTags = operation('put tags', fc.record({ tags }), async (world, place, body) => {
  const model = await caseAt(world, place, 'POST', '/tags', body);
  if (model === null) return;
  await answered(world, 201, 'POST', `/cases/${model.id}/tags`, body);
  changeCase(world, place, { tags: [...new Set([...model.tags, ...body.tags])] });
});

const takeTags = operation('take tags', fc.record({ tags }), async (world, place, body) => {
  const model = await caseAt(world, place, 'DELETE', '/tags', body);
  if (model === null) return;
  const has = body.tags.every((label) => model.tags.includes(label));
  await answered(world, has ? 200 : 404, 'DELETE', `/cases/${model.id}/tags`, body);
  if (has) changeCase(world, place, { tags: model.tags.filter((label) => !body.tags.includes(label)) });
});

const remove = operation('delete', fc.constant(null), async (world, place) => {
  const model = await caseAt(world, place, 'DELETE', '');
  if (model !== null) await removeCase(world, place, model);
});

/** All cases are deleted. */
export const removal: Step = {
  text: 'delete all',
  async run(world) {
    for (const [place, model] of world.cases.entries())
      if (model !== null) await removeCase(world, place, model);
  },
};

async function removeCase(world: World, place: number, model: ModelCase): Promise<void> {
  await answered(world, 204, 'DELETE', `/cases/${externalId(world, place)}`);
  await answered(world, 404, 'GET', `/cases/${model.id}`);
  world.cases[place] = null;
  world.expected.push({ event: 'Case.Deleted', subEvent: null, object: { id: model.id }, holder: null });
}

/** Days pass, and the clock looks for what is due. */
const passTime = operation('time passes', fc.constantFrom(1, 3, 40), async (world, _place, days) => {
  const { rig } = world;
  rig.clock.advance(days * dayMs);
  for (const [place, model] of world.cases.entries()) {
    if (model !== null && isDue(model, rig.clock.now()) && !model.dueTold) tellDue(world, place);
  }
  const { metrics, trouble } = rig.engine;
  const log = { info: () => {}, warn: (fields: object) => void failures.push(fields) };
  const failures: object[] = [];
  const clock = createDueRecords({
    sql: rig.database.sql,
    now: rig.clock.now,
    changes: dueChanges({ context: rig.engine.context, changeRecords: rig.changeRecords }),
    metrics,
    log,
  });
  clock.start();
  while (failures.length === 0 && (await isAnyDue(world)));
  await clock.stop();
  if (failures.length + trouble.length > 0) throw new Error(JSON.stringify([...failures, ...trouble]));
});

async function isAnyDue({ rig }: World): Promise<boolean> {
  const due = await rig.database
    .sql`select from records where due_at <= ${new Date(rig.clock.now())} limit 1`;
  return due.count > 0;
}

/** One entry for each thing that can happen to a case; its weight says how often it is chosen. */
export const caseOperations: readonly fc.WeightedArbitrary<Step>[] = [
  { weight: 4, arbitrary: create },
  { weight: 6, arbitrary: patch },
  { weight: 1, arbitrary: approvalByPatch },
  { weight: 4, arbitrary: review },
  { weight: 1, arbitrary: risk },
  { weight: 2, arbitrary: putTags },
  { weight: 1, arbitrary: takeTags },
  { weight: 1, arbitrary: remove },
  { weight: 2, arbitrary: passTime },
];
