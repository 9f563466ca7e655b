import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signedHeadersOf } from '../standard-webhooks/headers.ts';
import { request } from './request.ts';
import { standard } from './standard.ts';

const id = '01957a10-6c00-7000-8000-0c2f1d3e4a5b';
const occurredAt = Date.UTC(2026, 2, 2, 9, 30, 7, 5);
const now = Date.UTC(2026, 2, 2, 14, 0, 0, 987);
const random = (bytes: number) => Buffer.alloc(bytes, 7);
const v1 = standard.secrets.generate('v1', random);
const v1a = standard.secrets.generate('v1a', random);

function callOf(data: string, given: { current?: string; old?: string; now?: number } = {}) {
  return request({
    workspace: { id: '7797fc3e-2bf4-475f-b947-a87a335cf287', name: 'Acme' },
    event: { id, type: 'invoice.paid', context: '{}', data, occurredAt },
    wire: { type: 'invoice.paid', subType: null },
    retryCount: 0,
    secrets: { current: given.current ?? v1, old: given.old ?? null },
    now: given.now ?? now,
  });
}

test('a body is laid out as the specification writes it, with the moment of the event', () => {
  expect(callOf('{"amount":"12.50","to":"Grønn ☕"}').body).toBe(
    '{"type":"invoice.paid","timestamp":"2026-03-02T09:30:07.005Z","data":{"amount":"12.50","to":"Grønn ☕"}}',
  );
});

test('whatever the data, its recorded text is in the body byte for byte, the same at every retry', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (data, laterMs) => {
      const { body } = callOf(data, { now: now + laterMs });
      expect(body).toBe(callOf(data).body);
      expect(body.endsWith(`,"data":${data}}`)).toBe(true);
      expect(JSON.parse(body)).toEqual({
        type: 'invoice.paid',
        timestamp: '2026-03-02T09:30:07.005Z',
        data: JSON.parse(data),
      });
    }),
  );
});

test('the headers are those of the specification, with the moment of the call', () => {
  const { body, headers } = callOf('{}');
  const { signature } = signedHeadersOf({ id, body, secrets: { current: v1, old: null }, now });
  expect(headers).toEqual({
    'content-type': 'application/json',
    'user-agent': expect.stringMatching(/^Belfry\/\d+\.\d+\.\d+ .*dialect=standard/),
    'webhook-id': id,
    'webhook-timestamp': '1772460000',
    'webhook-signature': signature,
  });
  expect(signature).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
});

test('a webhook signs by the scheme of its secret, and by both while it changes from one to the other', () => {
  expect(callOf('{}', { current: v1a }).headers['webhook-signature']).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/);
  expect(callOf('{}', { current: v1a, old: v1 }).headers['webhook-signature']).toMatch(/^v1a,\S+ v1,\S+$/);
});
