import { expect, test } from 'vitest';
import { numberText } from '../../ui/number-text.ts';
import { durationText, sizeText } from './units.ts';

test('figures are said in the largest unit that they are whole in', () => {
  expect([numberText(50), numberText(1000)]).toEqual(['50', '1,000']);
  expect([sizeText(262_144), sizeText(1_048_576), sizeText(16_000)]).toEqual([
    '256 KiB',
    '1 MiB',
    '16,000 bytes',
  ]);
  expect([durationText(15_000), durationText(1_500)]).toEqual(['15 s', '1,500 ms']);
});
