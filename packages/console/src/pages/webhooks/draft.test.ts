import type { WebhookAnswer } from '@belfry/api';
import { expect, test } from 'vitest';
import { createOf, isDirty, repeatedHeaders, updateOf } from './draft.ts';

const saved: WebhookAnswer = {
  id: '019b76da-a800-7000-8000-000000000000',
  name: 'Orders',
  description: '',
  url: 'https://example.com/hook',
  events: ['Case.Created', 'Case.Updated'],
  status: 'online',
  offline_reason: null,
  offline_since: null,
  secret: 'whsec_x',
  signature_scheme: 'v1',
  public_key: null,
  old_secret_expires_at: null,
  rate_limit: 10,
  concurrency_limit: null,
  headers: { 'x-team': 'a' },
  type: 'user',
  health: { failures: 0, failures_max: 50 },
  last_call: null,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
};
const asGiven = (events: ReadonlySet<string>) => [...events];

test('only what differs is sent, and what was changed back is no change', () => {
  expect(
    updateOf(
      saved,
      { name: 'Orders', rateLimit: 10, events: new Set(['Case.Updated', 'Case.Created']) },
      asGiven,
    ),
  ).toEqual({});
  expect(updateOf(saved, { rateLimit: '', name: 'Bills' }, asGiven)).toEqual({
    rate_limit: null,
    name: 'Bills',
  });
  expect(isDirty(saved, { headers: [{ key: 9, name: 'X-Team', value: 'a' }] })).toBe(false);
  expect(isDirty(saved, { headers: [] })).toBe(true);
});

test('an edit of one field leaves the others as the server has them now', () => {
  const edits = { name: 'Bills' };
  expect(updateOf({ ...saved, url: 'https://elsewhere.example/' }, edits, asGiven)).toEqual({
    name: 'Bills',
  });
});

test('a header without a name is sent, for the API says what is wrong; an empty row is not', () => {
  const headers = [
    { key: 0, name: '', value: 'x' },
    { key: 1, name: '', value: '' },
  ];
  expect(updateOf(saved, { headers }, asGiven)).toEqual({ headers: { '': 'x' } });
});

test('the second row of a header is told, whatever its case', () => {
  const rows = ['X-Team', 'x-other', ' x-team', '', ''].map((name, key) => ({ key, name, value: '' }));
  expect([...repeatedHeaders(rows)]).toEqual([2]);
});

test('a new webhook is dirty once something is in it, and sends no secret that was not typed', () => {
  expect(isDirty(null, {})).toBe(false);
  expect(isDirty(null, { events: new Set(['Case.Created']) })).toBe(true);
  const body = createOf({ name: 'New', url: 'https://example.com', events: new Set(['*']) }, asGiven);
  expect(body).toMatchObject({ name: 'New', events: ['*'], rate_limit: null });
  expect(body).not.toHaveProperty('secret');
  expect(body).not.toHaveProperty('signature_scheme');
});
