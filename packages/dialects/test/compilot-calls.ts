import { compilot } from '../src/compilot/compilot.ts';
import type { EventDraft, EventType, OutgoingRequest, RequestInput, ValidEvent } from '../src/dialect.ts';

export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const eventId = '01957a10-6c00-7000-8000-0c2f1d3e4a5b';
export const nowMs = Date.UTC(2026, 2, 2, 9, 30, 12, 987);

export function rowOf(type: string): EventType {
  const row = compilot.catalogue.find((each) => each.type === type);
  if (row === undefined) throw new Error(`${type} is not in the catalogue`);
  return row;
}

/** The event as it is recorded; a draft that breaks the contract fails the test that made it. */
export function recorded(draft: EventDraft): ValidEvent {
  const validation = compilot.validate(draft);
  if (!validation.ok) throw new Error(JSON.stringify(validation.issues));
  return validation.event;
}

/** The call that reports the event. */
export function callOf(
  { name, context, data }: ValidEvent,
  given: Partial<Pick<RequestInput, 'retryCount' | 'secrets' | 'now'>> = {},
): OutgoingRequest {
  return compilot.request({
    workspace: { id: '7797fc3e-2bf4-475f-b947-a87a335cf287', name: 'Acme "Onboarding" ☕' },
    event: { id: eventId, type: name.type, context, data, occurredAt: nowMs - 5_000 },
    wire: name,
    retryCount: 0,
    secrets: { current: secret, old: null },
    now: nowMs,
    ...given,
  });
}
