import type { EventTypeAnswer } from '@belfry/api';
import { describe, expect, test } from 'vitest';
import { draftOf, errorsByField, eventOf } from './publish-draft.ts';

const example = { type: 'Case.Updated', sub_type: 'Case.Renamed', data: { id: 1 }, context: { by: 'me' } };
const type: EventTypeAnswer = {
  type: 'Case.Renamed',
  group: 'Case',
  description: '',
  parent: 'Case.Updated',
  deprecation: null,
  example,
  body_example: {},
  body_schema: {},
  data_schema: null,
  data_example: null,
  archived_at: null,
  created_at: null,
  updated_at: null,
};

describe('a test event', () => {
  test('begins as the example of its type, which can be published as it is', () => {
    expect(eventOf(draftOf(type))).toEqual({ ok: true, event: example });
  });

  test('is about what the lines of the subject say; a value may hold colons', () => {
    const subject = 'case_id: 7\n\n url : http://acme.example/a ';
    expect(eventOf({ ...draftOf(type), subject, context: '' })).toEqual({
      ok: true,
      event: {
        type: 'Case.Updated',
        sub_type: 'Case.Renamed',
        subject: { case_id: '7', url: 'http://acme.example/a' },
        data: { id: 1 },
      },
    });
  });

  test('is not sent where a field cannot be read, and each says so', () => {
    const unread = eventOf({ ...draftOf(type), subject: 'case', data: '{', context: '[]' });
    expect(unread).toMatchObject({ ok: false });
    expect(Object.keys(unread.ok ? {} : unread.errors)).toEqual(['subject', 'data', 'context']);
  });
});

test('what the API refuses stands at its field, with the place in it', () => {
  expect(errorsByField({ 'data.id': 'No.', 'data[0].x': 'Neither.', type: 'Unknown.' })).toEqual({
    data: 'id: No.\n[0].x: Neither.',
    type: 'Unknown.',
  });
});
