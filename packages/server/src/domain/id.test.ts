import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { greatestId, idFloor, idOf, idTime } from './id.ts';

const ms = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const sequence = fc.integer({ min: 0, max: 2 ** 26 - 1 });
const random = fc.uint8Array({ minLength: 6, maxLength: 16 });
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an id', () => {
  it('is a UUID of version 7 that carries its time', () => {
    fc.assert(
      fc.property(ms, sequence, random, (time, position, noise) => {
        const id = idOf(time, position, noise);
        expect(id).toMatch(uuidV7);
        expect(idTime(id)).toBe(time);
      }),
    );
  });

  it('comes after every id of an earlier millisecond, and after earlier ones of its own, as text', () => {
    fc.assert(
      fc.property(ms, sequence, ms, sequence, random, random, (timeA, positionA, timeB, positionB, a, b) => {
        const earlier = timeA < timeB || (timeA === timeB && positionA < positionB);
        const same = timeA === timeB && positionA === positionB;
        if (!same) expect(idOf(timeA, positionA, a) < idOf(timeB, positionB, b)).toBe(earlier);
        const next = Math.min(positionA + 1, 2 ** 26 - 1);
        if (next > positionA) expect(idOf(timeA, positionA, a) < idOf(timeA, next, b)).toBe(true);
      }),
    );
  });

  it('lies between the floors of its millisecond and of the next', () => {
    fc.assert(
      fc.property(ms, sequence, random, (time, position, noise) => {
        const id = idOf(time, position, noise);
        expect(idFloor(time) <= id).toBe(true);
        expect(id < idFloor(Math.min(time + 1, 2 ** 48 - 1))).toBe(time + 1 < 2 ** 48);
        expect(idTime(idFloor(time))).toBe(time);
        expect(id < greatestId).toBe(true);
      }),
    );
  });

  it('reads its randomness where the bytes given begin, not where their buffer does', () => {
    const pool = Uint8Array.from({ length: 16 }, (_, index) => index);
    expect(idOf(0, 0, pool.subarray(8))).toMatch(/08090a0b0c0d$/);
  });

  it('has a floor for any moment, also before 1970', () => {
    expect(idFloor(-1)).toBe('00000000-0000-0000-0000-000000000000');
  });
});
