import type { SessionAnswer } from '@belfry/api';
import { expect, test } from 'vitest';
import { landing } from './landing.ts';
import { signInSearch } from './search.ts';

const session: SessionAnswer = {
  user: { id: 'u', email: 'ada@example.com', name: 'Ada', installation_owner: false },
  workspaces: [{ id: 'w1', name: 'Acme', dialect: 'standard', role: 'viewer' }],
  expires_at: '2026-11-29T10:00:00.000Z',
};

test('a person goes on where they were, unless that is no workspace of theirs', () => {
  expect(landing('/w/w1/logs?state=held', session)).toBe('/w/w1/logs?state=held');
  expect(landing('/w/w2/logs', session)).toBe('/');
  expect(landing('/elsewhere', session)).toBe('/');
  expect(landing(undefined, session)).toBe('/');
});

test.each(['//evil.example/w/w1', 'https://evil.example', '/\\\\evil.example', 'javascript:alert(1)', ''])(
  'an address outside of the console is none: %s',
  (from) => {
    expect(signInSearch.parse({ from }).from).toBeUndefined();
  },
);
