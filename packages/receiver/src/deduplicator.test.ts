import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryDeduplicator } from './deduplicator.ts';

describe('the deduplicator in memory', () => {
  test('an event is done only when its claim was completed', () => {
    const seen = memoryDeduplicator();
    expect(seen.claim('a')).toBe('claimed');
    expect(seen.claim('a')).toBe('busy');
    seen.complete('a');
    expect(seen.claim('a')).toBe('done');
    expect(seen.claim('b')).toBe('claimed');
  });

  test('a released claim can be claimed again', () => {
    const seen = memoryDeduplicator();
    seen.claim('a');
    seen.release('a');
    expect(seen.claim('a')).toBe('claimed');
  });

  test('a done event is forgotten when it was not seen for the time to live, and not before', () => {
    let now = 0;
    const seen = memoryDeduplicator({ ttlSeconds: 10, now: () => now });
    seen.claim('a');
    seen.complete('a');
    now = 9_999;
    expect(seen.claim('a')).toBe('done');
    now = 9_999 + 10_000;
    expect(seen.claim('a')).toBe('claimed');
  });

  test('past its size it forgets what was not seen for longest', () => {
    const seen = memoryDeduplicator({ entriesMax: 2 });
    for (const id of ['a', 'b']) {
      seen.claim(id);
      seen.complete(id);
    }
    seen.claim('a');
    seen.claim('c');
    seen.complete('c');
    expect(seen.claim('a')).toBe('done');
    expect(seen.claim('b')).toBe('claimed');
  });

  test('by default it remembers an event for longer than the sender retries it', () => {
    let now = 0;
    const seen = memoryDeduplicator({ now: () => now });
    seen.claim('a');
    seen.complete('a');
    now = 40 * 3600 * 1000;
    expect(seen.claim('a')).toBe('done');
  });

  test.each([{ entriesMax: 0 }, { entriesMax: Number.NaN }, { ttlSeconds: -1 }])(
    'unfit options are refused at the start: %j',
    (options) => {
      expect(() => memoryDeduplicator(options)).toThrow(TypeError);
    },
  );

  test('it answers as a plain model does, whatever the order of calls and however time passes', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const step = fc.record({
      waitMs: fc.nat(1500),
      kind: fc.constantFrom('claim', 'complete', 'release'),
      id,
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let now = 0;
        const seen = memoryDeduplicator({ entriesMax: 3, ttlSeconds: 2, now: () => now });
        const model = new Model(3, 2000);
        for (const { waitMs, kind, id: each } of steps) {
          now += waitMs;
          if (kind === 'claim') expect(seen.claim(each)).toBe(model.claim(each, now));
          // A receiver completes and releases only what it has claimed.
          else if (model.settle(each, kind, now)) seen[kind](each);
        }
      }),
    );
  });
});

/** The deduplicator as a list that is searched and filtered. */
class Model {
  readonly #entriesMax: number;
  readonly #ttlMs: number;
  readonly #claimed = new Set<string>();
  #done: readonly { readonly id: string; readonly at: number }[] = [];

  constructor(entriesMax: number, ttlMs: number) {
    this.#entriesMax = entriesMax;
    this.#ttlMs = ttlMs;
  }

  claim(id: string, now: number): string {
    this.#done = this.#done.filter(({ at }) => at + this.#ttlMs > now);
    if (this.#done.some((each) => each.id === id)) {
      this.#see(id, now);
      return 'done';
    }
    if (this.#claimed.has(id)) return 'busy';
    this.#claimed.add(id);
    return 'claimed';
  }

  settle(id: string, kind: 'complete' | 'release', now: number): boolean {
    if (!this.#claimed.delete(id)) return false;
    if (kind === 'complete') this.#see(id, now);
    return true;
  }

  #see(id: string, now: number): void {
    this.#done = [...this.#done.filter((each) => each.id !== id), { id, at: now }].slice(-this.#entriesMax);
  }
}
