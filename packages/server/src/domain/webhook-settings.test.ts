import { dotfile } from '@belfry/dialects';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Webhook } from './webhook.ts';
import { applySettings, rotateSecret, settingsIssues } from './webhook-settings.ts';
import { setOffline, setOnline } from './webhook-status.ts';

const hourMs = 3_600_000;

const webhook: Webhook = {
  workspaceId: '019b76da-a800-7000-8000-000000000000',
  id: '019b76da-a800-7000-8000-000000000001',
  name: 'Ledger',
  description: '',
  url: 'https://ledger.example/',
  events: ['Case.Created'],
  status: 'online',
  offlineReason: null,
  offlineSince: null,
  type: 'user',
  secret: 'dotsecret.first',
  oldSecret: null,
  oldSecretExpiresAt: null,
  rateLimit: 3,
  concurrencyLimit: null,
  headers: { 'x-tenant': 'a' },
  createdAt: 0,
  updatedAt: 0,
};

describe('the rotation of a secret', () => {
  it('honours the one secret before the current one, until the grace of the last rotation is over', () => {
    const steps = fc.array(fc.record({ hours: fc.integer({ min: 0, max: 168 }), after: fc.nat(200) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(steps, (rotations) => {
        let now = 0;
        let current = webhook;
        for (const [index, { hours, after }] of rotations.entries()) {
          now += after * hourMs;
          const before = current.secret;
          current = rotateSecret(current, `dotsecret.${index}`, hours, now);
          expect(current.secret).toBe(`dotsecret.${index}`);
          expect(current.oldSecret).toBe(hours === 0 ? null : before);
          expect(current.oldSecretExpiresAt).toBe(hours === 0 ? null : now + hours * hourMs);
        }
      }),
    );
  });

  it('to the same secret changes nothing', () => {
    expect(rotateSecret(webhook, webhook.secret, 24, 5)).toBe(webhook);
  });
});

describe('an update of settings', () => {
  it('changes what is given and nothing else', () => {
    const changed = applySettings(webhook, { name: 'Books', rateLimit: null, url: undefined }, dotfile, 7);
    expect(changed).toEqual({ ...webhook, name: 'Books', rateLimit: null, updatedAt: 7 });
  });

  it('with all settings as they are changes nothing but the time', () => {
    const { name, url, events, secret, headers } = webhook;
    expect(applySettings(webhook, { name, url, events, secret, headers }, dotfile, 7)).toEqual({
      ...webhook,
      updatedAt: 7,
    });
  });

  it('names header by header and type by type what is wrong', () => {
    const headers = { 'X-Ok': 'fine', 'Content-Length': '3' };
    expect(settingsIssues({ events: ['Case.Created', 'Case.Lost'], headers }, dotfile)).toEqual([
      { path: 'events[1]', message: expect.stringContaining('Case.Lost') },
      { path: 'headers.Content-Length', message: expect.any(String) },
    ]);
  });

  it('never lets a header through that the contract sets', () => {
    const request = dotfile.request({
      workspace: { id: webhook.workspaceId, name: '' },
      event: { id: webhook.id, type: 'Case.Created', context: '{}', data: '{}', occurredAt: 0 },
      wire: { type: 'Case.Created', subType: null },
      retryCount: 1,
      secrets: { current: 'a', old: 'b' },
      now: 0,
    });
    for (const name of Object.keys(request.headers)) {
      expect(settingsIssues({ headers: { [name.toUpperCase()]: 'x' } }, dotfile), name).toHaveLength(1);
    }
  });
});

describe('the status of a webhook', () => {
  it('goes offline with a reason and a time, and back without a trace of them', () => {
    const offline = setOffline(webhook, 'Too many failures.', 9);
    expect(offline).toMatchObject({
      status: 'offline',
      offlineReason: 'Too many failures.',
      offlineSince: 9,
    });
    expect(offline === null ? null : setOnline(offline, 11)).toEqual({ ...webhook, updatedAt: 11 });
    expect(setOnline(webhook, 1)).toBeNull();
    expect(offline === null ? null : setOffline(offline, 'Again.', 12)).toBeNull();
  });
});
