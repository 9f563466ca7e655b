import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWildcard, subscriptionGrammarProblem, typeNameLengthMax, typeNameProblem } from './type-name.ts';

const segment = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/).filter((text) => text !== '__proto__');
const name = fc.array(segment, { minLength: 1, maxLength: 6 }).map((segments) => segments.join('.'));

test('a name is one segment or several, of letters, digits, _ and -', () => {
  fc.assert(
    fc.property(name, (text) => {
      expect(typeNameProblem(text)).toBeNull();
    }),
  );
  expect(typeNameProblem('x'.repeat(typeNameLengthMax))).toBeNull();
});

test.each([
  ['', /has a name/],
  ['x'.repeat(typeNameLengthMax + 1), /at most 128/],
  ['invoice.*', /wildcard/],
  ['*', /wildcard/],
  ['in*voice', /not "\*"/],
  ['invoice paid', /not " "/],
  ['invoice/paid', /not "\/"/],
  ['grønn', /not "ø"/],
  ['a😀', /not "😀"/],
  ['.paid', /between two segments/],
  ['invoice.', /between two segments/],
  ['invoice..paid', /between two segments/],
  ['__proto__', /__proto__/],
  ['invoice.__proto__.paid', /__proto__/],
])('%j is no name, and the sentence says why', (text, why) => {
  expect(typeNameProblem(text)).toMatch(why);
});

test('a name, a name with ".*" behind it, and "*" may be subscribed to', () => {
  fc.assert(
    fc.property(name, (text) => {
      expect(subscriptionGrammarProblem(text)).toBeNull();
      expect(subscriptionGrammarProblem(`${text}.*`)).toBeNull();
      expect(isWildcard(text)).toBe(false);
      expect(isWildcard(`${text}.*`)).toBe(true);
    }),
  );
  expect(subscriptionGrammarProblem('*')).toBeNull();
});

test.each(['**', '.*', '*.*', '*.paid', 'invoice.*.late', 'invoice*', 'invoice.p*', 'a.*.*'])(
  '%j is no wildcard',
  (text) => {
    expect(subscriptionGrammarProblem(text)).toMatch(/^A wildcard is/);
  },
);

test('any text at all has a problem or none, and nothing that is no name passes for one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      const isName = /^[\w-]+(\.[\w-]+)*$/.test(text) && text.length <= typeNameLengthMax;
      if (!text.includes('__proto__')) expect(typeNameProblem(text) === null).toBe(isName);
      if (!text.includes('*')) expect(subscriptionGrammarProblem(text)).toBe(typeNameProblem(text));
    }),
  );
});
