import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChangeRecords, createChangeRecords } from '../../src/app/change-records.ts';
import { createPublicationRecorder } from '../../src/app/record-publication.ts';
import { createdAt } from '../../src/domain/record.ts';
import { nextDueAt, readDueRecords } from '../../src/store/due-records.ts';
import { countMatching } from '../../src/store/record-counting.ts';
import { findRecord, readTree } from '../../src/store/records.ts';
import { type TestClock, testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type Sink, sinkEndpoint } from '../endpoints/sink.ts';
import { type EngineRig, engineRig, granted, makeWebhook, makeWorkspace } from '../engine-rig.ts';
import { addBox, boxKind, changeBox, keyOf, removeBox } from './boxes.ts';

let database: TestDatabase;
let rig: EngineRig;
let sink: Sink;
let clock: TestClock;
let changeRecords: ChangeRecords;
let workspaceId: string;

beforeAll(async () => {
  database = await testDatabase();
  clock = testClock(Date.now());
  rig = await engineRig(database.sql, { now: clock.now });
  sink = await sinkEndpoint();
  const recorder = createPublicationRecorder(rig.context, rig.directory, rig.engine.taker);
  changeRecords = createChangeRecords(rig.context, rig.directory, recorder);
});
beforeEach(async () => {
  workspaceId = await makeWorkspace(database.sql);
});
afterAll(async () => {
  await rig.stop();
  await sink.close();
  await database.close();
});

const find = (id: string) => findRecord(database.sql, workspaceId, boxKind, keyOf(id));
const add = async (label: string, parentId: string | null = null) =>
  granted(await addBox(changeRecords, workspaceId, { label }, parentId));
const events = async () =>
  (await database.sql`select count(*) as count from events where workspace_id = ${workspaceId}`)[0]?.[
    'count'
  ];

describe('a change of records', () => {
  it('writes the record and delivers its event', async () => {
    await makeWebhook(database.sql, workspaceId, { url: sink.url, events: ['Case.Created'] });
    const before = sink.received.length;
    const id = await add('first');
    await sink.untilReceived(before + 1);
    const record = await find(id);
    expect(record).toMatchObject({ version: 1, parentId: null, rootId: id, document: { label: 'first' } });
    expect(record === null ? null : createdAt(record)).toBe(clock.now());
  });

  it('of nothing writes nothing', async () => {
    const id = await add('same');
    const before = await find(id);
    clock.advance(10);
    granted(await changeBox(changeRecords, workspaceId, id, (box) => box));
    expect(await find(id)).toEqual(before);
    expect(await events()).toBe(1);
  });

  it('that is refused leaves neither a record nor an event', async () => {
    const id = await add('refusing');
    const before = await find(id);
    const result = await changeBox(changeRecords, workspaceId, id, () => null);
    expect(result).toMatchObject({ ok: false, refusal: { message: 'The box does not want that.' } });
    expect(await find(id)).toEqual(before);
    expect(await events()).toBe(1);
  });

  it('raises updatedAt each time, though the clock stands still or goes back', async () => {
    const id = await add('clock');
    const seen = [(await find(id))?.updatedAt ?? 0];
    for (const step of [0, 0, -5_000, 20]) {
      clock.advance(step);
      granted(await changeBox(changeRecords, workspaceId, id, (box) => ({ ...box, number: box.number + 1 })));
      seen.push((await find(id))?.updatedAt ?? 0);
    }
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    clock.advance(10_000);
  });
});

describe('changes at the same time', () => {
  it('lose none of 60, and yield an event each', async () => {
    const id = await add('busy');
    const results = await Promise.all(
      Array.from({ length: 60 }, () =>
        changeBox(changeRecords, workspaceId, id, (box) => ({ ...box, number: box.number + 1 })),
      ),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await find(id)).toMatchObject({ version: 61, document: { number: 60 } });
    expect(await events()).toBe(61);
  });

  it('lose none either where the record is read without a lock', async () => {
    const id = await add('unlocked');
    const change = () =>
      changeBox(
        changeRecords,
        workspaceId,
        id,
        (box) => ({ ...box, number: box.number + 1 }),
        (reader) => reader.find(boxKind, keyOf(id)),
      );
    const results = await Promise.all(Array.from({ length: 6 }, change));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await find(id)).toMatchObject({ version: 7, document: { number: 6 } });
    expect(await events()).toBe(7);
  });

  it('give an external id to one of them, and refuse the others', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, () => addBox(changeRecords, workspaceId, { label: 'wanted' })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ refusal: { message: 'label: wanted is taken.' } });
    expect(await events()).toBe(1);
  });

  it('put no member into a tree that is being deleted', async () => {
    const root = await add('doomed');
    const [removed, ...added] = await Promise.all([
      removeBox(changeRecords, workspaceId, root),
      ...[1, 2, 3, 4].map((number) =>
        addBox(changeRecords, workspaceId, { label: `member ${number}` }, root),
      ),
    ]);
    expect(removed?.ok).toBe(true);
    expect(added).toHaveLength(4);
    expect(await readTree(database.sql, workspaceId, root, ['box'])).toEqual([]);
  });
});

describe('a deletion', () => {
  it('takes what the record holds, however deep, and leaves the rest of the tree', async () => {
    const root = await add('root');
    const shelf = await add('shelf', root);
    const cup = await add('cup', shelf);
    const lamp = await add('lamp', root);
    granted(await removeBox(changeRecords, workspaceId, shelf));
    const left = await readTree(database.sql, workspaceId, root, ['box']);
    expect(left.map(({ id }) => id)).toEqual([root, lamp]);
    expect(await find(cup)).toBeNull();
    expect(await events()).toBe(5);
  });

  it('frees the external ids of all that is gone', async () => {
    const root = await add('outer');
    await add('inner', root);
    granted(await removeBox(changeRecords, workspaceId, root));
    expect((await addBox(changeRecords, workspaceId, { label: 'inner' })).ok).toBe(true);
  });
});

describe('what is kept of records', () => {
  it('counts them by status through creations, changes and deletions', async () => {
    const root = await add('counted');
    await add('counted member', root);
    const shut = await add('counted too');
    granted(await changeBox(changeRecords, workspaceId, shut, (box) => ({ ...box, status: 'shut' })));
    await add('short-lived');
    granted(await removeBox(changeRecords, workspaceId, await add('shorter-lived')));
    const counts = ['open', 'shut'].map((value) =>
      countMatching(database.sql, workspaceId, 'box', [
        { kind: 'comparison', field: 'status', operator: 'eq', value },
      ]),
    );
    expect(await Promise.all(counts)).toEqual([3, 1]);
  });

  it('names those that are due, longest waiting first, until they are changed', async () => {
    const due = async (label: string, dueAt: number) =>
      granted(await addBox(changeRecords, workspaceId, { label, dueAt }));
    const second = await due('second', 2_000);
    const first = await due('first', 1_000);
    await due('later', clock.now() + 60_000);
    const ids = async () =>
      (await readDueRecords(database.sql, ['box'], clock.now(), 10)).map(({ id }) => id);
    expect(await ids()).toEqual([first, second]);
    expect(await nextDueAt(database.sql, ['box'])).toBe(1_000);
    granted(await changeBox(changeRecords, workspaceId, first, (box) => ({ ...box, dueAt: null })));
    expect(await ids()).toEqual([second]);
  });

  it('comes back as it went in, whatever characters it has', async () => {
    const label = 'nul \0 sep \u001e مرحبا 👩🏽‍⚖️ \u202e "\\ \ud800';
    const id = granted(await addBox(changeRecords, workspaceId, { label: 'odd', tags: [label] }));
    expect((await find(id))?.document.tags).toEqual([label]);
  });
});
