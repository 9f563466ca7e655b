/** What of a workspace changed, told to those who look at it, so that they read it again. */
export const changeTopics = [
  'deliveries',
  'webhooks',
  'events',
  'jobs',
  'records',
  'event_types',
  'keys',
  'members',
] as const;

export type ChangeTopic = (typeof changeTopics)[number];

/**
 * Says that something of the topic changed, after the change was committed. `webhookId` is whose delivery, job or
 * settings it was. It costs no more than an entry in memory.
 */
export type NoteChange = (workspaceId: string, topic: ChangeTopic, webhookId?: string) => void;

/** Where nobody looks. */
export const noteNothing: NoteChange = () => {};

/** Changes of one workspace, put together. */
export interface Change {
  readonly topics: readonly ChangeTopic[];
  /** Null: any of its webhooks. */
  readonly webhookIds: readonly string[] | null;
}

/** More webhooks than a workspace has at once are not named one by one. */
export const webhooksNamedMax = 50;

/** Gathers changes of one workspace. */
export class GatheredChange {
  readonly #topics = new Set<ChangeTopic>();
  readonly #webhookIds = new Set<string>();
  #anyWebhook = false;

  add(topic: ChangeTopic, webhookId?: string): void {
    this.#topics.add(topic);
    if (webhookId === undefined || this.#anyWebhook) return;
    this.#webhookIds.add(webhookId);
    if (this.#webhookIds.size <= webhooksNamedMax) return;
    this.#anyWebhook = true;
    this.#webhookIds.clear();
  }

  addAll({ topics, webhookIds }: Change): void {
    for (const topic of topics) this.#topics.add(topic);
    if (webhookIds === null) this.#anyWebhook = true;
    if (this.#anyWebhook) this.#webhookIds.clear();
    for (const topic of topics) for (const webhookId of webhookIds ?? []) this.add(topic, webhookId);
  }

  get change(): Change {
    return { topics: [...this.#topics], webhookIds: this.#anyWebhook ? null : [...this.#webhookIds] };
  }
}

/** One line of text, as processes tell each other. */
export function changeText(workspaceId: string, { topics, webhookIds }: Change): string {
  return `${workspaceId} ${topics.join(',')} ${webhookIds === null ? '*' : webhookIds.join(',')}`;
}

/** Topics that this version does not know are left out; null where nothing is left: another version wrote it. */
export function parseChange(text: string): { readonly workspaceId: string; readonly change: Change } | null {
  const [workspaceId = '', topicNames = '', webhookNames = ''] = text.split(' ');
  const names = new Set(topicNames.split(','));
  const topics = changeTopics.filter((topic) => names.has(topic));
  if (workspaceId === '' || topics.length === 0) return null;
  const webhookIds = webhookNames === '*' ? null : webhookNames.split(',').filter((id) => id !== '');
  return { workspaceId, change: { topics, webhookIds } };
}
