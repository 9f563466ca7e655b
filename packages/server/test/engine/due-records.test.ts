import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChangeRecords, createChangeRecords } from '../../src/app/change-records.ts';
import type { DueChange } from '../../src/app/due-change.ts';
import { createPublicationRecorder } from '../../src/app/record-publication.ts';
import { refused } from '../../src/domain/refusal.ts';
import type { DueRecords } from '../../src/engine/due-records.ts';
import { findRecord } from '../../src/store/records.ts';
import { type TestClock, testClock } from '../clock.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { type EngineRig, engineRig, granted, makeWorkspace } from '../engine-rig.ts';
import { addBox, type Box, boxKind, changeBox, keyOf } from '../records/boxes.ts';
import { until } from '../until.ts';
import { rootIds, startedClock } from './due-clock.ts';

let database: TestDatabase;
let rigs: readonly EngineRig[];
let changes: readonly ChangeRecords[];
let clock: TestClock;
let workspaceId: string;
let running: DueRecords[];
let logged: string[];

beforeAll(async () => {
  database = await testDatabase();
  clock = testClock(Date.now());
  // Two processes' worth, each with connections of its own.
  const start = () => engineRig(database.sql, { now: () => clock.now(), url: database.url });
  rigs = [await start(), await start()];
  changes = rigs.map(({ context, directory, engine }) =>
    createChangeRecords(context, directory, createPublicationRecorder(context, directory, engine.taker)),
  );
});
beforeEach(async () => {
  workspaceId = await makeWorkspace(database.sql);
  clock = testClock(Date.now());
  running = [];
  logged = [];
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
  await database.sql`truncate records cascade`;
});
afterAll(async () => {
  await Promise.all(rigs.map((rig) => rig.stop()));
  await database.close();
});

const changeRecords: ChangeRecords = (workspace, request) => changesOf(0)(workspace, request);

function changesOf(index: number): ChangeRecords {
  const found = changes[index];
  if (found === undefined) throw new Error('There are two.');
  return found;
}

/** Counts in the box that its time has come, once for each time. */
const due = (box: Box): Box =>
  box.dueAt !== null && box.dueAt <= clock.now() ? { ...box, dueAt: null, number: box.number + 1 } : box;

/** `perform` is told what the box's change is, and may make it, or not, or later. */
function boxDue(
  perform: (id: string, change: () => ReturnType<typeof changeBox>) => ReturnType<DueChange['perform']> = (
    _id,
    change,
  ) => change(),
  index = 0,
): DueChange {
  return {
    kind: boxKind.name,
    slow: false,
    perform: (workspace, id) => perform(id, () => changeBox(changesOf(index), workspace, id, due)),
  };
}

function startClock(dueChanges: readonly DueChange[], index = 0): DueRecords {
  const rig = rigs[index];
  if (rig === undefined) throw new Error('There are two.');
  const started = startedClock(rig, () => clock.now(), dueChanges, logged);
  running.push(started);
  return started;
}

async function addDue(label: string, afterMs: number, parentId: string | null = null): Promise<string> {
  const box = { label, dueAt: clock.now() + afterMs };
  return granted(await addBox(changeRecords, workspaceId, box, parentId));
}

const numberOf = async (id: string): Promise<number | undefined> =>
  (await findRecord(database.sql, workspaceId, boxKind, keyOf(id)))?.document.number;

const leftDue = async (): Promise<number> =>
  (await database.sql`select from records where due_at <= ${new Date(clock.now())}`).count;

const eventCount = async (): Promise<number> =>
  (await database.sql`select from events where workspace_id = ${workspaceId}`).count;

/** So many boxes that came due while no process ran, in no order. Answers their ids, the one that waits longest first. */
async function addOverdue(count: number): Promise<readonly string[]> {
  const ages = Array.from({ length: count }, (_, index) => ((index * 7_919) % count) + 1);
  const ids = await Promise.all(ages.map((age) => addDue(`overdue ${age}`, -age * 1_000)));
  return ages
    .map((age, index) => ({ age, id: ids[index] ?? '' }))
    .sort((a, b) => b.age - a.age)
    .map(({ id }) => id);
}

describe('what is due of a record', () => {
  it('happens once with two processes, though much came due while none ran', async () => {
    const ids = await addOverdue(230);
    startClock([boxDue(undefined, 0)], 0);
    startClock([boxDue(undefined, 1)], 1);
    await until(async () => (await leftDue()) === 0);
    await Promise.all(running.map((each) => each.stop()));
    expect(await Promise.all(ids.map(numberOf))).toEqual(ids.map(() => 1));
    expect(await eventCount()).toBe(2 * ids.length);
    expect(logged).toEqual([]);
  });

  it('begins with what has waited longest', async () => {
    const ids = await addOverdue(120);
    const begun: string[] = [];
    startClock([
      boxDue((id, change) => {
        begun.push(id);
        return change();
      }),
    ]);
    await until(async () => (await leftDue()) === 0);
    expect(begun).toEqual(ids);
  });

  it('happens soon after its time and not before, by the clock of the machine', async () => {
    clock = { ...clock, now: Date.now };
    const happened = new Map<string, number>();
    startClock([
      boxDue((id, change) => {
        happened.set(id, Date.now());
        return change();
      }),
    ]);
    const times = [150, 900, 1_400];
    const from = Date.now();
    const ids = await Promise.all(times.map((time) => addDue(`at ${time}`, from + time - Date.now())));
    await until(() => happened.size === times.length);
    for (const [index, id] of ids.entries()) {
      const late = (happened.get(id) ?? 0) - from - (times[index] ?? 0);
      expect(late).toBeGreaterThanOrEqual(0);
      // A second, and what a busy machine takes on top.
      expect(late).toBeLessThanOrEqual(4_000);
    }
  });

  it('of one tree happens one after the other, of several trees at once', async () => {
    const roots = await Promise.all([addDue('a', -10), addDue('b', -9), addDue('c', -8)]);
    for (const [index, root] of roots.entries()) {
      for (const age of [7, 5, 3]) await addDue(`${index} ${age}`, -age, root);
    }
    const rootOf = await rootIds(database.sql);
    const under = new Map<string, number>();
    let treesAtOnce = 0;
    startClock([
      boxDue(async (id, change) => {
        const root = rootOf.get(id) ?? '';
        expect(under.get(root) ?? 0).toBe(0);
        under.set(root, 1);
        treesAtOnce = Math.max(treesAtOnce, [...under.values()].filter((count) => count > 0).length);
        const result = await change();
        under.set(root, 0);
        return result;
      }),
    ]);
    await until(async () => (await leftDue()) === 0);
    expect(treesAtOnce).toBe(3);
    expect(logged).toEqual([]);
  });

  it('is no failure where the record has gone meanwhile', async () => {
    const id = await addDue('gone', -1);
    let tries = 0;
    startClock([
      boxDue(async () => {
        tries++;
        await database.sql`delete from records where id = ${id}`;
        return refused('not_found', 'There is no such box.');
      }),
    ]);
    await until(async () => (await leftDue()) === 0);
    expect(tries).toBe(1);
    expect(logged).toEqual([]);
  });
});

describe('a change that fails', () => {
  it('keeps no other record waiting, is logged, and is tried again after one second, then two', async () => {
    const bad = new Set(
      await Promise.all(Array.from({ length: 130 }, (_, age) => addDue(`bad ${age}`, -10_000 - age))),
    );
    const tries = new Map<string, number>();
    const clocked = startClock([
      boxDue(async (id, change) => {
        tries.set(id, (tries.get(id) ?? 0) + 1);
        if (!bad.has(id)) return change();
        if (id.endsWith('0')) return refused('unavailable', 'Others change it.');
        throw new Error('The change of this box has a bug.');
      }),
    ]);
    /** Everything that may be tried now has been when a box that came due later has. */
    const healthy = async (label: string): Promise<void> => {
      const id = await addDue(label, 0);
      clocked.wake();
      await until(async () => (await numberOf(id)) === 1);
    };
    const triesOfBad = () => new Set([...bad].map((id) => tries.get(id)));
    await healthy('first');
    expect(triesOfBad()).toEqual(new Set([1]));
    expect(logged).toHaveLength(bad.size);
    const [one = ''] = bad;
    expect(logged.filter((line) => line.includes(one))).toHaveLength(1);
    clock.advance(999);
    await healthy('second');
    expect(triesOfBad()).toEqual(new Set([1]));
    clock.advance(1);
    await healthy('third');
    expect(triesOfBad()).toEqual(new Set([2]));
    clock.advance(1_999);
    await healthy('fourth');
    expect(triesOfBad()).toEqual(new Set([2]));
    clock.advance(1);
    const mended = [...bad];
    bad.clear();
    await healthy('fifth');
    expect(await Promise.all(mended.map(numberOf))).toEqual(mended.map(() => 1));
  });

  it('for want of the database ends the round, and the next one does it', async () => {
    const ids = await addOverdue(12);
    let away = true;
    const clocked = startClock([
      boxDue(async (_id, change) => {
        if (away) throw Object.assign(new Error('It is away.'), { code: 'ECONNREFUSED' });
        return change();
      }),
    ]);
    await until(() => logged.some((line) => line.includes('clock of the records')));
    // Those that were under way, and no more.
    expect(logged.filter((line) => line.includes('record_id'))).toHaveLength(4);
    away = false;
    clock.advance(1_000);
    clocked.wake();
    await until(async () => (await leftDue()) === 0);
    expect(await Promise.all(ids.map(numberOf))).toEqual(ids.map(() => 1));
  });
});

describe('the clock', () => {
  it('stops when what is under way has ended, and begins nothing more', async () => {
    await addOverdue(20);
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    const clocked = startClock([
      boxDue(async (_id, change) => {
        begun++;
        await gate.promise;
        return change();
      }),
    ]);
    await until(() => begun === 4);
    let stopped = false;
    const stopping = clocked.stop().then(() => {
      stopped = true;
    });
    expect(await leftDue()).toBe(20);
    expect(stopped).toBe(false);
    gate.resolve();
    await stopping;
    expect(begun).toBe(4);
    expect(await leftDue()).toBe(16);
  });

  it('does what is quick while something slow is under way', async () => {
    const gate = Promise.withResolvers<void>();
    const slow = await addDue('slow', -5);
    await database.sql`update records set kind = 'crate' where id = ${slow}`;
    const quick = await addDue('quick', -1);
    startClock([
      {
        ...boxDue(),
        kind: 'crate',
        slow: true,
        perform: () => gate.promise.then(() => refused('not_found', 'Gone.')),
      },
      boxDue(),
    ]);
    await until(async () => (await numberOf(quick)) === 1);
    expect(await leftDue()).toBe(1);
    gate.resolve();
  });
});
