import { expect, test } from 'vitest';
import { plainText, printable, propertiesOf } from './report-text.ts';

test('what a font does not have, and what cannot be seen, is shown by its code point', () => {
  const has = (codePoint: number) => codePoint < 0x4e00;
  expect(printable('Łukasz\nمحمد 中\u0000\u202e!\u200d', has)).toBe(
    'Łukasz\nمحمد [U+4E2D][U+0000][U+202E]!\u200d',
  );
});

test('the content of a note is shown without its tags', () => {
  const content = '<p>One<br />two</p><ul><li>a &lt;b&gt; &amp;lt;</li><li><b>c</b></li></ul>';
  expect(plainText(content)).toBe('One\ntwo\na <b> &lt;\nc\n');
});

test('properties are shown by their paths where they say something', () => {
  const document = { a: 1, b: null, c: '', d: { e: false, f: { g: ['x', 'y'], h: [] } }, i: [{ j: 'k' }] };
  expect(propertiesOf(document)).toEqual([
    ['a', '1'],
    ['d.e', 'false'],
    ['d.f.g', 'x, y'],
    ['i.0.j', 'k'],
  ]);
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`p${index}`, index]));
  expect(propertiesOf(many)).toHaveLength(100);
});
