/**
 * A walk over the API beside its model. A step makes a call, tells the model what becomes of it, and says which events
 * that causes; `settle` then compares what the sink received and what the API answers with the model. Steps are made
 * at standing time, a second after each other, so that every time that is shown can be foretold.
 */
import { expect } from 'vitest';
import { z } from 'zod';
import type { Answer } from './dotfile-rig.ts';
import type { RecordsRig } from './records-rig.ts';
import {
  caseView,
  contextView,
  type ModelCase,
  type ModelCheck,
  type ModelMember,
  memberView,
  touched,
  withCollection,
} from './walk-model.ts';

/** How many cases there are at most; steps choose one by its place. */
export const places = 3;

export interface World {
  readonly rig: RecordsRig;
  /** Differs from walk to walk, so that external ids do. */
  readonly walk: number;
  readonly cases: (ModelCase | null)[];
  readonly expected: Expected[];
  /** How many the workspace has recorded. */
  events: number;
  numbers: number;
}

export interface Expected {
  readonly event: string;
  readonly subEvent: string | null;
  readonly object: unknown;
  /** The case in the context; null where the event has none. */
  readonly holder: unknown;
}

export async function newWorld(rig: RecordsRig, walk: number): Promise<World> {
  const events = await rig.eventCount();
  return { rig, walk, cases: Array.from({ length: places }, () => null), expected: [], events, numbers: 0 };
}

/** One of a walk's steps; its text is what a failing walk is reported by. */
export interface Step {
  readonly text: string;
  readonly run: (world: World) => Promise<void>;
}

export function numbered<Content>(world: World, content: Content) {
  return { number: world.numbers++, content };
}

/** A change of the case itself at `at`; one that touches nothing is none. `types` are told beside the touched groups. */
export function changeCase(
  world: World,
  place: number,
  change: Partial<ModelCase>,
  types: readonly string[] = [],
  at = world.rig.clock.now(),
): void {
  const before = world.cases[place] ?? missing();
  const after = { ...before, ...change, updatedAt: at, lastActivityAt: at };
  const groups = touched(before, after);
  if (groups.length + types.length === 0) return;
  tellCase(world, after, groups, types);
  world.cases[place] = after;
}

/** A change of what the case holds; `tell` says what is told of it, in the case as it then is. */
export function changeMembers(
  world: World,
  place: number,
  members: readonly ModelMember[],
  tell: (holder: ModelCase) => void,
): void {
  const before = world.cases[place] ?? missing();
  const lastActivityAt = world.rig.clock.now();
  const active = withCollection({ ...before, members, lastActivityAt });
  const groups = touched(before, active);
  const after = groups.length === 0 ? active : { ...active, updatedAt: lastActivityAt };
  tell(after);
  tellCase(world, after, groups, []);
  world.cases[place] = after;
}

export function tellCase(
  world: World,
  model: ModelCase,
  groups: readonly string[],
  types: readonly string[],
): void {
  const object = caseView(model);
  const names = [
    ...groups.map((group) => ['Case.Updated', group] as const),
    ...types.map((type) => [type, null] as const),
  ];
  for (const [event, subEvent] of names) world.expected.push({ event, subEvent, object, holder: null });
}

export function tellMember(
  world: World,
  event: string,
  subEvent: string | null,
  member: ModelMember,
  holder: ModelCase,
): void {
  const object = event === 'Deleted' ? { id: member.id } : memberView(member);
  const noun = member.kind === 'individual' ? 'Individual' : 'Company';
  const sub = subEvent === null ? null : `${noun}.${subEvent}`;
  world.expected.push({ event: `${noun}.${event}`, subEvent: sub, object, holder: contextView(holder) });
}

export function tellCheck(world: World, event: string, check: ModelCheck, holder: ModelCase): void {
  const object = { id: check.id, status: check.status };
  world.expected.push({ event: `Check.${event}`, subEvent: null, object, holder: contextView(holder) });
}

/** What a step's call must be answered with. */
export async function answered(
  world: World,
  status: number,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await world.rig.call(method, path, body === undefined ? {} : { body });
  if (answer.status !== status)
    throw new Error(`${method} ${path}: ${answer.status} ${answer.text}, not ${status}`);
  return answer;
}

export function idIn({ text }: Answer): string {
  return z.object({ id: z.string() }).parse(JSON.parse(text)).id;
}

/** Sink and API say what the model says. */
export async function settle(world: World): Promise<void> {
  const expected = world.expected.splice(0);
  world.events += expected.length;
  // Before what was not recorded is waited for.
  expect([await world.rig.eventCount(), expected.map(nameOf)]).toEqual([world.events, expected.map(nameOf)]);
  const calls = await world.rig.calls(expected.length);
  expect(inOrder(calls.map(({ body }) => receivedIn(body)))).toEqual(inOrder(expected));
  for (const model of world.cases) {
    if (model === null) continue;
    const { text } = await answered(world, 200, 'GET', `/cases/${model.id}`);
    expect(shownCase.parse(JSON.parse(text))).toEqual(caseView(model));
  }
}

function receivedIn(body: Readonly<Record<string, unknown>>): Expected {
  const { event, sub_event: subEvent = null, context } = called.parse(body);
  const noun = event.split('.', 1)[0]?.toLowerCase() ?? '';
  const object = body[noun];
  const holder = context.case === undefined ? null : shownHolder.parse(context.case);
  if (event.endsWith('.Deleted')) return { event, subEvent, object: named.parse(object), holder };
  return { event, subEvent, object: (shown[noun] ?? z.never()).parse(object), holder };
}

const nameOf = ({ event, subEvent }: Expected): string => subEvent ?? event;

/** Two transactions of one step stand in no order: their ids are of the same millisecond. */
function inOrder(events: readonly Expected[]): readonly Expected[] {
  const rank = ({ event, subEvent, object }: Expected): string =>
    `${event} ${subEvent} ${named.parse(object).id}`;
  return events.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

const called = z.object({
  event: z.string(),
  sub_event: z.string().optional(),
  context: z.object({ case: z.unknown() }).partial(),
});
const named = z.object({ id: z.string() });
const shownCheck = z.object({ id: z.string(), status: z.string() });
const member = { id: z.string(), is_relevant: z.boolean(), checks: z.array(shownCheck) };
const shownIndividual = z.object({ ...member, last_name: z.string() });
const shownCompany = z.object({ ...member, name: z.string() });

const holder = {
  id: z.string(),
  name: z.string(),
  status: z.string(),
  external_id: z.string().nullable(),
  tags: z.array(z.string()),
  metadata: z.record(z.string(), z.string()).nullable(),
  flags: z.array(z.string()),
  contact_has_actions: z.boolean(),
  reviewer_has_actions: z.boolean(),
  last_activity_at: z.string(),
};
const shownHolder = z.object(holder);

/** What of a case the model knows; all else of it is stripped. */
const shownCase = z.object({
  ...holder,
  custom_properties: z.record(z.string(), z.unknown()),
  risk: z
    .object({
      mode: z.string(),
      level: z.string(),
      comment: z.string().nullable(),
      score: z.number().nullable(),
    })
    .nullable(),
  review: z
    .object({ status: z.string(), comment: z.string().nullable(), next_review_at: z.string().nullable() })
    .nullable(),
  individuals: z.array(shownIndividual),
  companies: z.array(shownCompany),
  updated_at: z.string(),
});

const shown: Readonly<Record<string, z.ZodType>> = {
  case: shownCase,
  individual: shownIndividual,
  company: shownCompany,
  check: shownCheck,
};

function missing(): never {
  throw new Error('There is no case at this place.');
}
