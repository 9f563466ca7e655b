import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callOf, eventId, nowMs, recorded, workspace } from '../../test/calls.ts';
import { catalogue } from './catalogue.ts';
import { entityKeys } from './event-types.ts';
import { signatureOf } from './signature.ts';

const retryCounts = fc.nat({ max: 100 });
const examples = fc.constantFrom(...catalogue.map((row) => row.example));

function exampleOf(type: string) {
  const row = catalogue.find((each) => each.type === type);
  if (row === undefined) throw new Error(`${type} is not in the catalogue`);
  return recorded(row.example);
}

test('a body is laid out as the contract writes it', () => {
  const event = recorded({
    type: 'Case.Deleted',
    data: { id: eventId, name: 'Grønn ☕', external_id: null },
  });
  expect(callOf(event).body).toBe(
    `{"event":"Case.Deleted","context":{"workspace":{"id":"${workspace.id}","name":"Acme \\"Onboarding\\" ☕"},` +
      `"timestamp":1772443812,"event_id":"${eventId}","retry_count":0,"remaining_retry_count":4},` +
      `"case":{"id":"${eventId}","name":"Grønn ☕","external_id":null}}`,
  );
});

test('a sub-event stands beside the top-level event, or alone as the event', () => {
  const event = exampleOf('Case.StatusUpdated');
  expect(callOf(event).body).toMatch(
    /^\{"event":"Case\.Updated","sub_event":"Case\.StatusUpdated","context":/,
  );
  const alone = callOf(event, { type: 'Case.StatusUpdated', subType: null });
  expect(alone.body).toMatch(/^\{"event":"Case\.StatusUpdated","context":/);
  expect(JSON.parse(alone.body)).not.toHaveProperty('sub_event');
});

test('a decided check goes out under its older name with the same object', () => {
  const event = exampleOf('Check.Approved');
  const { body } = callOf(event, { type: 'Check.Completed', subType: null });
  expect(JSON.parse(body)).toMatchObject({ event: 'Check.Completed', check: JSON.parse(event.data) });
});

test('the fields of a chat run stand at the top level', () => {
  const event = exampleOf('AutonomyChatRun.Failed');
  const parsed = JSON.parse(callOf(event).body);
  expect(parsed).toEqual({ event: event.name.type, context: parsed.context, ...JSON.parse(event.data) });
});

test('the recorded object is in every body byte for byte, and the context around it is fresh', () => {
  fc.assert(
    fc.property(examples, retryCounts, fc.nat(), (draft, retryCount, laterMs) => {
      const event = recorded(draft);
      const { body } = callOf(event, event.name, { retryCount, now: nowMs + laterMs });
      const key = entityKeys.get(event.name.type.slice(0, event.name.type.indexOf('.')));
      const object = key === null ? event.data.slice(1) : `"${key}":${event.data}}`;
      expect(body.endsWith(`},${object}`)).toBe(true);
      expect(JSON.parse(body).context).toEqual({
        workspace,
        timestamp: Math.floor((nowMs + laterMs) / 1000),
        event_id: eventId,
        retry_count: retryCount,
        remaining_retry_count: Math.max(0, 4 - retryCount),
        ...JSON.parse(event.context),
      });
    }),
  );
});

test('whatever a workspace is called, its name comes back from the body', () => {
  const event = exampleOf('DocumentOrder.Completed');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const { body } = callOf(event, event.name, { workspace: { ...workspace, name } });
      expect(JSON.parse(body).context.workspace.name).toBe(name);
    }),
  );
});

describe('headers', () => {
  test('are those of the contract, in lower case, and sign the body that goes with them', () => {
    const { body, headers } = callOf(exampleOf('Note.Created'), undefined, { retryCount: 3 });
    expect(headers).toEqual({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Belfry\/\d+\.\d+\.\d+ /),
      'dotfile-signature': signatureOf(body, 'dotsecret.current'),
      'dotfile-event-id': eventId,
      'dotfile-retry-count': '3',
      'dotfile-remaining-retry-count': '1',
    });
  });

  test('carry a second signature while the old secret is honoured', () => {
    const secrets = { current: 'dotsecret.current', old: 'dotsecret.old' };
    const { body, headers } = callOf(exampleOf('Note.Created'), undefined, { secrets });
    expect(headers['dotfile-signature']).toBe(signatureOf(body, 'dotsecret.current'));
    expect(headers['dotfile-old-signature']).toBe(signatureOf(body, 'dotsecret.old'));
  });

  test('never count below zero, however many manual retries were made', () => {
    fc.assert(
      fc.property(retryCounts, (retryCount) => {
        const { headers } = callOf(exampleOf('Note.Created'), undefined, { retryCount });
        expect(headers['dotfile-retry-count']).toBe(String(retryCount));
        expect(Number(headers['dotfile-remaining-retry-count'])).toBe(Math.max(0, 4 - retryCount));
      }),
    );
  });
});
