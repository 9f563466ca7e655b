import { expect, test } from 'vitest';
import { testChoices } from './test-choices.ts';

const types = [row('Case.Created'), row('Case.Updated'), row('Case.TagsUpdated', 'Case.Updated')];

test('what the webhook gets comes first, what comes along with it too', () => {
  expect(testChoices(types, ['Case.Updated'])).toEqual({
    groups: [
      { group: 'Subscribed', items: ['Case.Updated', 'Case.TagsUpdated'] },
      { group: 'Not subscribed', items: ['Case.Created'] },
    ],
    first: 'Case.Updated',
  });
});

test('a catalogue without event types has nothing to choose', () => {
  expect(testChoices([], ['*'])).toEqual({ groups: [], first: null });
});

function row(type: string, parent: string | null = null) {
  return { type, group: 'Case', description: '', parent, deprecation: null };
}
