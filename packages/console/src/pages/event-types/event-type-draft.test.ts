import { expect, test } from 'vitest';
import { bodyOf, draftOf, type EventTypeDraft, indented } from './event-type-draft.ts';

const draft: EventTypeDraft = { ...draftOf(null), type: ' invoice.paid ', dataSchema: '{"type":"object"}' };

test('what is empty is told as none, and names lose the spaces around them', () => {
  const body = bodyOf(draft);
  expect(body.ok && body.create).toEqual({
    type: 'invoice.paid',
    group: '',
    description: '',
    deprecation: null,
    data_schema: { type: 'object' },
    data_example: null,
  });
});

test('text that is no JSON is an error at its field, and both fields are told at once', () => {
  const body = bodyOf({ ...draft, dataSchema: '{', dataExample: 'x' });
  expect(body.ok ? [] : Object.keys(body.errors)).toEqual(['data_schema', 'data_example']);
});

test('a schema is an object', () => {
  expect(bodyOf({ ...draft, dataSchema: '[]' })).toMatchObject({
    ok: false,
    errors: { data_schema: expect.any(String) },
  });
  expect(bodyOf({ ...draft, dataSchema: 'true' }).ok).toBe(false);
});

test('JSON is indented when its field is left, and what is no JSON stays as it was typed', () => {
  expect(indented('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(['{"a":', '', ' '].map(indented)).toEqual(['{"a":', '', ' ']);
});
