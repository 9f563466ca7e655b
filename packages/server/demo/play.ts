/** Plays the story: publishes, prints each call as it arrives, and compares at the end. */
import type { Client, DeliveryDetailAnswer } from '@belfry/api';
import { type CallBook, createCallBook } from './call-book.ts';
import {
  type Expected,
  expectedOf,
  findings,
  isComplete,
  namesIn,
  type PublishedRecord,
  type Subscription,
} from './proof.ts';
import { type Received, type SampleReceiver, startReceiver } from './receiver.ts';
import type { Screen } from './screen.ts';
import { type Scene, story } from './story.ts';
import { answer, subscribe } from './workspace.ts';

/** The three who listen. The second one is down for its first two calls. */
const cast = [
  {
    name: 'CRM',
    refusals: 0,
    events: [
      'Case.Created',
      'Case.Updated',
      'Company.Created',
      'Individual.Created',
      'Check.Started',
      'Check.ReviewNeeded',
      'Check.Approved',
    ],
  },
  { name: 'Screening desk', refusals: 2, events: ['Check.Started', 'Check.ReviewNeeded', 'Check.Approved'] },
  { name: 'Account opening', refusals: 0, events: ['Case.StatusUpdated'] },
] as const;

interface Member extends Subscription {
  readonly endpoint: SampleReceiver;
  secret: string;
}

export interface Play {
  /** True where what was published is what arrived. */
  readonly ok: boolean;
  readonly close: () => Promise<void>;
}

/** A call is there within milliseconds; a machine under load gets this long. */
const firstCallsTimeoutMs = 20_000;
/** The last of two retries comes four seconds after the first call. */
const retriesTimeoutMs = 60_000;

export async function play(api: Client, screen: Screen, pauseMs: number): Promise<Play> {
  const book = createCallBook();
  const members = await Promise.all(cast.map((role) => join(api, role, (call) => note(book, screen, call))));
  introduce(screen, members);
  const published: PublishedRecord[] = [];
  for (const scene of story()) {
    screen.scene(scene.title);
    await perform(api, scene, members, published);
    await book.until((calls) => allTried(expectedOf(published, members), calls), firstCallsTimeoutMs);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  const expected = expectedOf(published, members);
  if (!isComplete(expected, book.calls)) screen.scene('The retries of the screening desk are still to come.');
  await book.until((calls) => isComplete(expected, calls), retriesTimeoutMs);
  return { ok: await prove(api, screen, expected, book), close: () => closeAll(members) };
}

async function join(
  api: Client,
  role: (typeof cast)[number],
  received: (call: Received) => void,
): Promise<Member> {
  const endpoint = await startReceiver({ name: role.name, refusals: role.refusals, received });
  const webhook = await subscribe(api, { name: role.name, url: endpoint.url, events: role.events });
  endpoint.setSecrets([webhook.secret]);
  return {
    receiver: role.name,
    webhookId: webhook.id,
    events: role.events,
    endpoint,
    secret: webhook.secret,
  };
}

function introduce(screen: Screen, members: readonly Member[]): void {
  screen.blank();
  screen.heading('Who listens');
  for (const { receiver, events, endpoint } of members) {
    const what = events.length > 3 ? `${events.length} event types` : events.join(', ');
    screen.text(`${receiver.padEnd(18)}${endpoint.url}  ${what}`);
  }
}

function note(book: CallBook, screen: Screen, one: Received): void {
  const names = one.call === null ? null : namesIn(one.call);
  screen.call({
    receiver: one.receiver,
    event: names?.event ?? 'a call that is not verified',
    subEvent: names?.sub_event ?? null,
    retryCount: one.call?.retryCount ?? 0,
    ok: one.answered === 200,
    note: one.note,
  });
  book.add(one);
}

async function perform(
  api: Client,
  scene: Scene,
  members: readonly Member[],
  published: PublishedRecord[],
): Promise<void> {
  const [crm] = members;
  if (crm === undefined) throw new Error('Nobody is in the cast.');
  switch (scene.kind) {
    case 'event': {
      const event = scene.event();
      const { event_ids: ids } = await answer(api.events.publish(event));
      published.push(...ids.map((id) => ({ id, event })));
      return;
    }
    case 'rotate_secret':
      crm.secret = (await answer(api.webhooks.rotateSecret(crm.webhookId))).secret;
      return;
    case 'deploy_secret':
      crm.endpoint.setSecrets([crm.secret]);
      return;
  }
}

/** Every expected delivery has been called at least once, whatever was answered. */
function allTried(expected: readonly Expected[], calls: readonly Received[]): boolean {
  return expected.every(({ receiver, id }) =>
    calls.some(({ receiver: at, call }) => at === receiver && call?.eventId === id),
  );
}

async function prove(
  api: Client,
  screen: Screen,
  expected: readonly Expected[],
  book: CallBook,
): Promise<boolean> {
  const ids = new Set(expected.map(({ id }) => id));
  const calls = book.calls.filter(({ call }) => call === null || ids.has(call.eventId));
  const stored = await settled(api, [...ids]);
  const found = findings(expected, calls, stored);
  screen.blank();
  screen.heading(
    `What was sent is what arrived: ${ids.size} events, ${expected.length} deliveries, ${calls.length} calls`,
  );
  for (const { ok, claim } of found) screen.checked(ok, claim);
  return found.every(({ ok }) => ok);
}

/** Belfry's own record of the events' deliveries, once it has written the last outcome. */
async function settled(api: Client, eventIds: readonly string[]): Promise<readonly DeliveryDetailAnswer[]> {
  for (let round = 0; ; round += 1) {
    const events = await Promise.all(eventIds.map((id) => answer(api.events.get(id))));
    const deliveries = events.flatMap((event) => event.deliveries);
    if (deliveries.every(({ state }) => state !== 'pending') || round === 50) {
      return Promise.all(deliveries.map(({ id }) => answer(api.deliveries.get(id))));
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function closeAll(members: readonly Member[]): Promise<void> {
  await Promise.all(members.map(({ endpoint }) => endpoint.close()));
}
