import type { StreamTopic } from '@belfry/api';
import type { QueryKey } from '@tanstack/react-query';

/** What is read is filed under one topic: those of the live stream, and what no stream announces by itself. */
export type Topic =
  | StreamTopic
  | 'stats'
  | 'overview'
  | 'workspace'
  | 'settings'
  | 'audit'
  | 'invitations'
  | 'health'
  | 'history';

/** Under it stand lists that are read in pages: ['w', workspace, pagesTopic, topic, …]. No stream names it. */
export const pagesTopic = 'pages';

/** What else to read again when a topic of the stream changed. */
const followers: Readonly<Partial<Record<StreamTopic, readonly Topic[]>>> = {
  // An event is shown with what became of it.
  deliveries: ['stats', 'overview', 'events'],
  webhooks: ['overview', 'audit'],
  keys: ['audit'],
  members: ['audit', 'invitations'],
  event_types: ['audit'],
};

/** Every key of the cache begins so, for a stream's change names its topic: ['w', workspace, topic, …]. */
export function workspaceKey(workspaceId: string, topic: Topic, ...rest: QueryKey): QueryKey {
  return ['w', workspaceId, topic, ...rest];
}

/** All topics that are out of date when these changed, each once. */
export function topicsAfter(changed: readonly StreamTopic[]): readonly Topic[] {
  return [...new Set(changed.flatMap((topic): readonly Topic[] => [topic, ...(followers[topic] ?? [])]))];
}
