import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorId, cursorOf } from './cursor.ts';

describe('a cursor', () => {
  it('gives back the id that it was made of', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(cursorId(cursorOf(id))).toEqual({ ok: true, value: id });
      }),
    );
  });

  it('goes into a URL as it is', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(cursorOf(id)).toBe(encodeURIComponent(cursorOf(id)));
      }),
    );
  });

  it('is refused, never misread or thrown at, when it is anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.uuid()), (text) => {
        expect(cursorId(text)).toMatchObject({ ok: false, refusal: { code: 'invalid_request' } });
      }),
    );
  });

  it('of another version is refused', () => {
    const other = Buffer.from(cursorOf('019b76da-a800-7000-8000-000000000000'), 'base64url');
    other[0] = 2;
    expect(cursorId(other.toString('base64url'))).toMatchObject({ ok: false });
  });
});
