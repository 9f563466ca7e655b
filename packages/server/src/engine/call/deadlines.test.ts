import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Deadlines, type Timed } from './deadlines.ts';

interface Entry extends Timed {
  readonly name: string;
}

let expired: string[] = [];

function entry(name: string): Entry {
  return { name, expire: () => expired.push(name), deadlineAt: 0, earlier: null, later: null };
}

describe('deadlines', () => {
  beforeEach(() => {
    expired = [];
    vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('end an entry when its time is over and not before', () => {
    const deadlines = new Deadlines(100, Date.now);
    deadlines.add(entry('a'), Date.now());
    vi.advanceTimersByTime(99);
    expect(expired).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(expired).toEqual(['a']);
    vi.advanceTimersByTime(1000);
    expect(expired).toEqual(['a']);
  });

  test('use one timer for any number of entries, and none when there are none', () => {
    const deadlines = new Deadlines(100, Date.now);
    const entries = Array.from({ length: 1000 }, (_, index) => entry(String(index)));
    for (const one of entries) deadlines.add(one, Date.now());
    expect(vi.getTimerCount()).toBe(1);
    for (const one of entries) deadlines.remove(one);
    vi.advanceTimersByTime(100);
    expect(expired).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('let an entry be removed or added by another that ends', () => {
    const deadlines = new Deadlines(100, Date.now);
    const second = entry('second');
    const first: Entry = {
      ...entry('first'),
      expire: () => {
        expired.push('first');
        deadlines.remove(second);
        deadlines.add(entry('third'), Date.now());
      },
    };
    deadlines.add(first, Date.now());
    deadlines.add(second, Date.now());
    vi.advanceTimersByTime(100);
    expect(expired).toEqual(['first']);
    vi.advanceTimersByTime(100);
    expect(expired).toEqual(['first', 'third']);
  });

  test('end exactly the entries that were not removed in time, in order, whatever is added and removed when', () => {
    const neverOrBeforeOrAfter = fc.option(fc.oneof(fc.nat(99), fc.integer({ min: 101, max: 200 })));
    const step = fc.record({ waitMs: fc.nat(60), removedAfterMs: neverOrBeforeOrAfter });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        expired = [];
        const deadlines = new Deadlines(100, Date.now);
        const expected: string[] = [];
        for (const [index, { waitMs, removedAfterMs }] of steps.entries()) {
          vi.advanceTimersByTime(waitMs);
          const one = entry(String(index));
          deadlines.add(one, Date.now());
          if (removedAfterMs === null || removedAfterMs > 100) expected.push(one.name);
          if (removedAfterMs !== null) setTimeout(() => deadlines.remove(one), removedAfterMs);
        }
        vi.advanceTimersByTime(1000);
        expect(expired).toEqual(expected);
        expect(vi.getTimerCount()).toBe(0);
      }),
    );
  });
});
