import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PublishAnswer, PublishedEvent } from '@belfry/api';
import { exampleOf } from '../engine-rig.ts';

/** One call of `POST /events`, made again until it is answered 202. */
export interface Publication {
  readonly events: readonly PublishedEvent[];
  /** Without a key a call that is made again publishes again. */
  readonly idempotencyKey: string | null;
}

export interface Publisher {
  /** Ids of the events that a 202 has named. */
  readonly accepted: ReadonlySet<string>;
  /** How often each status was answered; 0: no answer came. */
  readonly answers: ReadonlyMap<number, number>;
  /** Events sent without a key and without a 202: they may have been recorded, under ids that nobody was told. */
  readonly doubtful: () => number;
  /** Whether there is still something to be published. */
  readonly busy: () => boolean;
  /** Resolves when everything is accepted; rejects with an answer that is neither 202 nor 503. */
  readonly finished: Promise<void>;
  /** Gives up what is not accepted yet. */
  close(): Promise<void>;
}

export interface PublisherOptions {
  readonly publications: readonly Publication[];
  readonly key: string;
  /** Where belfryd listens at the moment; called before each try. */
  readonly url: () => string;
  /** The publisher waits here before each publication, given how many events it has had accepted. */
  readonly pace: (accepted: number) => Promise<void>;
  readonly connections: number;
}

/** Status 0: none came. */
interface Answer {
  readonly status: number;
  readonly text: string;
}

const retryPauseMs = 100;

/** Publishes over several connections at once, in the order given, as fast as it is answered. */
export function publisher(options: PublisherOptions): Publisher {
  const accepted = new Set<string>();
  const answers = new Map<number, number>();
  const giveUp = new AbortController();
  const waiting = [...options.publications];
  let doubtful = 0;

  /** Whether that was the end of it. */
  function settle(publication: Publication, { status, text }: Answer): boolean {
    answers.set(status, (answers.get(status) ?? 0) + 1);
    if (status === 202) {
      for (const id of idsIn(text, publication)) accepted.add(id);
      return true;
    }
    if (status !== 503 && status !== 0) throw new Error(`Publishing was answered ${status}: ${text}`);
    if (publication.idempotencyKey === null) doubtful += publication.events.length;
    return giveUp.signal.aborted;
  }

  async function publish(publication: Publication): Promise<void> {
    while (!settle(publication, await send(options.url(), options.key, publication, giveUp.signal))) {
      await delay(retryPauseMs);
    }
  }

  async function connection(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await options.pace(accepted.size);
      await publish(next);
    }
  }

  let open = options.connections;
  const finished = Promise.all(
    Array.from({ length: options.connections }, () => connection().finally(() => open--)),
  ).then(() => {});
  // A test that has failed already does not wait for it.
  finished.catch(() => {});
  return {
    accepted,
    answers,
    doubtful: () => doubtful,
    busy: () => open > 0,
    finished,
    async close() {
      waiting.length = 0;
      giveUp.abort();
    },
  };
}

async function send(
  url: string,
  key: string,
  { events, idempotencyKey }: Publication,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const response = await fetch(`${url}/api/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        ...(idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify(events.length === 1 ? events[0] : events),
      signal,
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
  }
}

function idsIn(text: string, { events }: Publication): readonly string[] {
  // The management API's answer to POST /events.
  const { event_ids: ids, deliveries } = JSON.parse(text) as PublishAnswer;
  if (ids.length !== events.length || deliveries !== events.length) {
    throw new Error(`Of ${events.length} events these were accepted: ${text}`);
  }
  return ids;
}

const batchSize = 30;
const singlesPerBatch = 20;

/** Of every 50 events 30 come in a batch with a key, 10 singly with a key, and 10 singly without. */
export function mixedPublications(eventCount: number): readonly Publication[] {
  const publications: Publication[] = [];
  for (let made = 0; made < eventCount; ) {
    const position = publications.length % (singlesPerBatch + 1);
    const size = position === 0 ? Math.min(batchSize, eventCount - made) : 1;
    const keyed = position === 0 || position % 2 === 1;
    const events = Array.from({ length: size }, (_, index) => numbered(made + index));
    publications.push({ events, idempotencyKey: keyed ? randomUUID() : null });
    made += size;
  }
  return publications;
}

/** That many events in one batch. */
export function publicationOf(eventCount: number): Publication {
  return { events: Array.from({ length: eventCount }, (_, index) => numbered(index)), idempotencyKey: null };
}

function numbered(number: number): PublishedEvent {
  return { ...exampleOf(eventType), subject: { case_id: `case-${number}` } };
}

/** What `mixedPublications` publishes. */
export const eventType = 'Case.Created';
