import { z } from 'zod';
import { id } from './scalar.ts';

/**
 * `GET /stream`: server-sent events that say what kind of things changed, not how: who shows them reads them again.
 * Three kinds of events are sent: `ready` once at the beginning, `changed` with a `StreamChange` as its data, and
 * `resync` where what happened since the `id` that the client last saw is not known any more: then everything that is
 * shown is to be read again. A comment each `streamHeartbeatMs` keeps the connection open.
 */
export const streamEvents = ['ready', 'changed', 'resync'] as const;

/** A comment is sent this often; after twice as long without a byte the connection is to be given up. */
export const streamHeartbeatMs = 15_000;

export const streamTopics = [
  'deliveries',
  'webhooks',
  'events',
  'jobs',
  'records',
  'event_types',
  'keys',
  'members',
] as const;

export const streamTopic = z.enum(streamTopics);

/** The data of a `changed` event. */
export const streamChange = z
  .object({
    topics: z.array(streamTopic).min(1).meta({ description: 'What changed since the event before.' }),
    webhook_ids: z
      .array(id)
      .nullable()
      .meta({ description: 'Whose deliveries, jobs or settings changed; null: any may have.' }),
  })
  .meta({ id: 'StreamChange' });

export const streamQuery = z.strictObject({
  workspace_id: z
    .uuid()
    .optional()
    .meta({ description: 'Needed with a session; with a key, that of the key if given at all.' }),
  after: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Id of the last event that was seen, where it cannot be sent as `last-event-id`.' }),
});

export type StreamTopic = z.output<typeof streamTopic>;
export type StreamChange = z.output<typeof streamChange>;

/**
 * What an EventSource is opened with; a path alone where `baseUrl` is empty. `after` is the id of the last event that
 * was seen, for a stream that is opened anew: an EventSource that connects again by itself sends it by itself.
 */
export function streamUrl(baseUrl: string, workspaceId: string, after: string | null = null): string {
  const query = new URLSearchParams({ workspace_id: workspaceId, ...(after === null ? {} : { after }) });
  return `${baseUrl.replace(/\/+$/, '')}/api/v1/stream?${query}`;
}

/** The data of a `changed` event; null where it has another shape, as from a newer server: then read everything. */
export function parseStreamChange(data: string): StreamChange | null {
  try {
    const parsed = streamChange.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
