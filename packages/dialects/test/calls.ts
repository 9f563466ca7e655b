import type { EventDraft, EventName, OutgoingRequest, RequestInput, ValidEvent } from '../src/dialect.ts';
import { request } from '../src/dotfile/request.ts';
import { validate } from '../src/dotfile/validate.ts';

export const workspace = { id: '7797fc3e-2bf4-475f-b947-a87a335cf287', name: 'Acme "Onboarding" ☕' };
export const eventId = '01957a10-6c00-7000-8000-0c2f1d3e4a5b';
export const nowMs = Date.UTC(2026, 2, 2, 9, 30, 12, 987);

/** The event as it is recorded; a draft that breaks the contract fails the test that made it. */
export function recorded(draft: EventDraft): ValidEvent {
  const validation = validate(draft);
  if (!validation.ok) throw new Error(JSON.stringify(validation.issues));
  return validation.event;
}

/** The call that reports the event, under its own name unless another is given. */
export function callOf(
  event: ValidEvent,
  wire: EventName = event.name,
  given: Partial<Pick<RequestInput, 'workspace' | 'retryCount' | 'secrets' | 'now'>> = {},
): OutgoingRequest {
  return request({
    workspace,
    event: {
      id: eventId,
      type: event.name.type,
      context: event.context,
      data: event.data,
      occurredAt: nowMs - 5_000,
    },
    wire,
    retryCount: 0,
    secrets: { current: 'dotsecret.current', old: null },
    now: nowMs,
    ...given,
  });
}
