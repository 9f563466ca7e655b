import { expect, test } from 'vitest';
import { entryErrors, pathsOfFields, stillSaid, tabOfErrors } from './form-errors.ts';

const errors = { url: 'No address.', 'headers.x.y': 'Not so.', 'events[1]': 'Unknown.', odd: 'Odd.' };

test('what no field shows is left for the message above the form', () => {
  expect(pathsOfFields(errors)).toEqual(['url', 'headers.x.y', 'events[1]']);
});

test('the tab with the first refused field is the one to open', () => {
  expect(tabOfErrors(errors)).toBe('parameters');
  expect(tabOfErrors({ events: 'At least one.' })).toBe('events');
  expect(tabOfErrors({ odd: 'Odd.' })).toBeNull();
});

test('an error goes once its field is edited', () => {
  expect(stillSaid(errors, new Set(['headers', 'events']))).toEqual({ url: 'No address.', odd: 'Odd.' });
});

test('what is said of an event type finds it by its place in what was sent', () => {
  expect(entryErrors(errors, ['Case.Created', 'Case.Gone'])).toEqual({ 'Case.Gone': 'Unknown.' });
});
