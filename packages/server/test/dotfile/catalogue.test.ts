import { dotfile } from '@belfry/dialects';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ApiWalk, apiWalk } from './api-walk.ts';
import { clockPrefix, type EventCause, type Prepared } from './event-cause.ts';
import { eventCauses } from './event-causes.ts';
import type { ReceivedCall } from './records-rig.ts';

/** The property of the body that holds the object, by what stands before the dot; null: its fields stand by themselves. */
const objectKeys: Readonly<Record<string, string | null>> = {
  Case: 'case',
  CaseReport: 'report',
  Note: 'note',
  NoteComment: 'noteComment',
  Individual: 'individual',
  Company: 'company',
  Check: 'check',
  DocumentOrder: 'document_order',
  AutonomyChatRun: null,
};

/** Of every body: what stands beside the object, and nothing else of that kind. */
const commonContext = z.looseObject({
  workspace: z.strictObject({ id: z.guid(), name: z.literal('Acme') }),
  timestamp: z.int(),
  event_id: z.guid(),
  retry_count: z.literal(0),
  remaining_retry_count: z.literal(4),
});

/** Subscribes to what stands at the top level, and to all of it. */
const everything = 'everything';

let walk: ApiWalk;
beforeAll(async () => {
  walk = await apiWalk();
  for (const { type } of dotfile.catalogue) await walk.rig.subscribe(type, [type]);
  const topLevel = dotfile.catalogue.filter(({ parent }) => parent === null);
  await walk.rig.subscribe(
    everything,
    topLevel.map(({ type }) => type),
  );
});
afterAll(() => walk.close());

it('every row of the catalogue has a cause, and every cause a row', () => {
  const caused = new Set(eventCauses.map(({ type }) => type));
  expect([...caused].sort()).toEqual(dotfile.catalogue.map(({ type }) => type).sort());
});

describe.each(dotfile.catalogue)('$type', ({ type, parent }) => {
  const causes = eventCauses.filter((cause) => cause.type === type);

  it.each(causes)('is received by whoever subscribes to it or its parent, caused by $by', async (cause) => {
    const prepared = await cause.prepare(walk);
    await walk.received(0);
    const id = await happen(cause, prepared);
    const calls = (await walk.received(1)).filter(({ body }) => idOf(type, body) === id);

    const [own, ...more] = calls.filter(({ name }) => name === type);
    expect(more).toEqual([]);
    expectBody(own, type, parent === null ? subEventsOf(type) : []);

    // A subscriber of the newer names as well is told of a decision by those alone.
    const forms = type === 'Check.Completed' ? ['Check.Approved', 'Check.Rejected'] : [parent ?? type];
    const subEvent = parent === null ? own?.body['sub_event'] : type;
    const [top, ...others] = calls.filter(
      ({ name, body }) =>
        name === everything && forms.includes(String(body['event'])) && body['sub_event'] === subEvent,
    );
    expect(others).toEqual([]);
    expectBody(top, String(top?.body['event']), subEvent === undefined ? [] : [subEvent]);
    expect(objectOf(type, top?.body)).toEqual(objectOf(type, own?.body));
  });
});

/** Answers the id of the object that the event is to be about. */
async function happen({ by }: EventCause, prepared: Prepared): Promise<unknown> {
  const answer = by.startsWith(clockPrefix) ? null : await walk.ask(by, prepared.ids, prepared.body);
  if (prepared.wakeAt !== undefined) walk.wakeAt(prepared.wakeAt);
  return prepared.about ?? answer?.['run_id'] ?? answer?.id;
}

function subEventsOf(type: string): readonly string[] {
  return dotfile.catalogue.filter(({ parent }) => parent === type).map((row) => row.type);
}

/** It has that name, one of the sub-events where there are any, that key and nothing besides, and is valid. */
function expectBody(call: ReceivedCall | undefined, event: string, subEvents: readonly unknown[]): void {
  if (call === undefined) throw new Error(`No call of ${event} was received.`);
  const { event: name, sub_event, context, ...object } = call.body;
  expect(name).toBe(event);
  const group = event.slice(0, event.indexOf('.'));
  const key = objectKeys[group];
  if (typeof key === 'string') expect(Object.keys(object)).toEqual([key]);
  const { workspace, timestamp, event_id, retry_count, remaining_retry_count, ...own } =
    commonContext.parse(context);
  expect(workspace.id).toBe(walk.rig.workspaceId);
  if (subEvents.length === 0) expect(call.body).not.toHaveProperty('sub_event');
  else expect(subEvents).toContain(sub_event);
  const data = typeof key === 'string' ? object[key] : object;
  const draft = { type: event, sub_type: sub_event === undefined ? undefined : String(sub_event) };
  expect(dotfile.validate({ ...draft, context: own, data })).toMatchObject({ ok: true });
}

function objectOf(type: string, body: ReceivedCall['body'] | undefined): unknown {
  const key = objectKeys[type.slice(0, type.indexOf('.'))];
  if (typeof key === 'string') return body?.[key];
  const { event: _, context: __, ...object } = body ?? {};
  return object;
}

/** A run is known by its own id. A report has none: the link is all that there is of it. */
function idOf(type: string, body: ReceivedCall['body']): unknown {
  if (type.startsWith('CaseReport.')) return body['report'] === undefined ? undefined : '';
  const named = z.looseObject({ id: z.string().optional(), run_id: z.string().optional() });
  const object = named.safeParse(objectOf(type, body));
  return object.success ? (object.data.run_id ?? object.data.id) : undefined;
}
