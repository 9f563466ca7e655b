import type { Dialect, EventType, OutgoingRequest } from '@belfry/dialects';
import { sampleSecret } from './secret-choice.ts';

/** The call that a webhook would get for the example of an event type; its signature and ids stand for nothing real. */
export function exampleCall(dialect: Dialect, { type, parent, example }: EventType): OutgoingRequest {
  const name = parent === null ? { type, subType: null } : { type: parent, subType: type };
  return dialect.request({
    workspace: { id: exampleId, name: 'Example' },
    event: {
      id: exampleId,
      type: name.type,
      context: JSON.stringify(example.context ?? {}),
      data: JSON.stringify(example.data),
      occurredAt: exampleAt,
    },
    wire: dialect.match(new Set([type]), name) ?? name,
    retryCount: 0,
    secrets: { current: sampleSecret(dialect), old: null },
    now: exampleAt,
  });
}

const exampleId = '019b76da-a800-7000-8000-000000000000';
const exampleAt = Date.UTC(2026, 0, 1);
