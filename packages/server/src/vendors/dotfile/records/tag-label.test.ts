import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { matchedTags } from './case-tags.ts';
import { foldedLabel, tagLabel } from './tag-label.ts';

/** Single characters whose case is odd are among them far more often than by chance. */
const odd = fc.constantFrom(...'ßẞſsSΣσςİIıiKÅÉéǆǅǄﬁŉᾳͅΐꭰᏰ𐐀𐐨\u0301\ud800');
const text = fc.string({ unit: fc.oneof(odd, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) });

test('a label, its capitals, its small letters and every encoding of its accents are folded alike', () => {
  fc.assert(
    fc.property(text, (label) => {
      const folded = foldedLabel(label);
      expect(foldedLabel(folded)).toBe(folded);
      // Of a composed ᾳ with one accent more, JavaScript would put the accent on the capital of the iota.
      const decomposed = label.normalize('NFD');
      expect(foldedLabel(decomposed)).toBe(folded);
      expect(foldedLabel(decomposed.toUpperCase())).toBe(folded);
      expect(foldedLabel(decomposed.toLowerCase())).toBe(folded);
      expect(foldedLabel(label.normalize('NFC'))).toBe(folded);
      expect(folded.isWellFormed()).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('ASCII labels are folded alike only where they differ in case at most', () => {
  const ascii = fc.string({ unit: fc.constantFrom(...'aAbBzZ09 _[{@`'), maxLength: 3 });
  const small = (label: string) =>
    label.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32));
  fc.assert(
    fc.property(ascii, ascii, (one, other) => {
      expect(foldedLabel(one) === foldedLabel(other)).toBe(small(one) === small(other));
    }),
  );
});

describe('folding', () => {
  it.each([
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['İstanbul', 'i\u0307stanbul'],
    ['É', 'e\u0301'],
    ['ﬁn', 'FIN'],
    ['ДА', 'да'],
  ])('takes %s and %s for the same', (one, other) => expect(foldedLabel(one)).toBe(foldedLabel(other)));

  it.each([
    ['e', 'é'],
    ['a', 'а'],
    ['o', 'ø'],
    ['1', '¹'],
    ['a', ' a'],
  ])('keeps %s and %s apart', (one, other) => expect(foldedLabel(one)).not.toBe(foldedLabel(other)));

  it('leaves room in an index for the longest label', () => {
    const longest = 'ΐ'.repeat(100);
    expect(tagLabel.safeParse(longest).success).toBe(true);
    expect(Buffer.byteLength(foldedLabel(longest))).toBeLessThan(2_000);
  });
});

test('names mean each tag once, in the order in which they stand, and new labels are new once', () => {
  const tag = (id: string, label: string) => ({
    ...{ id, kind: 'tag', parentId: null, rootId: id, version: 1, updatedAt: 0 },
    document: { label },
  });
  const [vip, risk] = [
    tag('01a202b3-b05a-7000-8000-b0f00ca99c7e', 'VIP'),
    tag('01a202b3-b05a-7000-8000-b0f00ca99c7f', 'High risk'),
  ];
  const names = ['HIGH RISK', 'Neu', vip.id.toUpperCase(), 'vip', 'NEU', risk.id];
  const { labels, missing } = matchedTags(names, [vip, risk]);
  expect(labels).toEqual(['High risk', 'Neu', 'VIP']);
  expect(missing).toEqual(['Neu']);
});
