import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstClosed, jsonLines, visibleLines } from './json-lines.ts';

describe('the lines of a JSON text', () => {
  test('hold everything of it in its order, for any JSON, printed in any way', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 3), (json, space) => {
        const text = JSON.stringify(JSON.parse(json), null, space);
        const lines = jsonLines(text) ?? [];
        const written = lines.map(
          ({ key, text: value, comma, kind }) =>
            `${key === null ? '' : `${key}:`}${value}${comma && kind !== 'open' ? ',' : ''}`,
        );
        expect(written.join('')).toBe(JSON.stringify(JSON.parse(json)));
      }),
    );
  });

  test('show what JSON.parse would lose: long numbers, duplicate keys, the order of keys', () => {
    const text = '{"b":12345678901234567890,"1":1.0,"b":2}';
    expect(jsonLines(text)?.map(({ key, text: value }) => [key, value])).toEqual([
      [null, '{'],
      ['"b"', '12345678901234567890'],
      ['"1"', '1.0'],
      ['"b"', '2'],
      [null, '}'],
    ]);
  });

  test('are null for what is no JSON', () => {
    for (const text of ['', '{', 'hello', '{"a":1,}', '<b>']) expect(jsonLines(text)).toBeNull();
  });

  test('take 256 KiB of brackets, of one string and of quotes without freezing', () => {
    const half = 128 * 1024;
    for (const text of [
      '['.repeat(half) + ']'.repeat(half),
      JSON.stringify('\\'.repeat(half)),
      JSON.stringify('"'.repeat(half)),
      `[${'1,'.repeat(half)}1]`,
    ]) {
      const start = performance.now();
      const lines = jsonLines(text) ?? [];
      const closed = firstClosed(lines, 400);
      expect(lines.length).toBeGreaterThan(0);
      expect(visibleLines(lines, closed).length).toBeLessThanOrEqual(half + 3);
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });

  test('fold from a bracket to its counterpart', () => {
    const lines = jsonLines('{"a":[1,2],"b":3}') ?? [];
    expect(lines.map(({ text }) => text)).toEqual(['{', '[', '1', '2', ']', '3', '}']);
    expect(visibleLines(lines, new Set([1]))).toEqual([0, 1, 5, 6]);
    expect(lines[1]).toMatchObject({ entries: 2, comma: true, end: 4 });
  });
});
