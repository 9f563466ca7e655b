/** Plays an act: publishes, and prints each call as it arrives. */
import type { Client, DeliveryDetailAnswer } from '@belfry/api';
import type { Act, Role, Scene } from './act.ts';
import { type CallBook, createCallBook } from './call-book.ts';
import { type Expected, expectedOf, isComplete, type PublishedRecord, type Subscription } from './proof.ts';
import { type Received, type SampleReceiver, startReceiver } from './receiver.ts';
import type { Screen } from './screen.ts';
import { answer, subscribe } from './workspace.ts';

interface Member extends Subscription {
  readonly endpoint: SampleReceiver;
  secret: string;
}

/** What was promised, what came, and what Belfry says of it. */
export interface Performance {
  readonly expected: readonly Expected[];
  /** Without calls of an earlier run's events. */
  readonly calls: readonly Received[];
  readonly stored: readonly DeliveryDetailAnswer[];
  readonly close: () => Promise<void>;
}

/** A call is there within milliseconds; a machine under load gets this long. */
const firstCallsTimeoutMs = 20_000;
/** The last of two retries comes four seconds after the first call. */
const retriesTimeoutMs = 60_000;

export async function play(act: Act, api: Client, screen: Screen, pauseMs: number): Promise<Performance> {
  const { contract } = act;
  const book = createCallBook();
  const received = (call: Received) => note(book, screen, call);
  const members = await Promise.all(act.cast.map((role) => join(api, role, contract.verify, received)));
  introduce(screen, act, members);
  const published: PublishedRecord[] = [];
  for (const scene of act.story()) {
    screen.scene(scene.title);
    await perform(api, scene, members, published);
    const expected = expectedOf(published, members, contract);
    await book.until((calls) => allTried(expected, calls), firstCallsTimeoutMs);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  const expected = expectedOf(published, members, contract);
  if (!isComplete(expected, book.calls)) {
    const failing = act.cast.find(({ refusals }) => refusals > 0)?.name ?? 'receivers';
    screen.scene(`The retries of the ${failing.toLowerCase()} are still to come.`);
  }
  await book.until((calls) => isComplete(expected, calls), retriesTimeoutMs);
  const ids = new Set(expected.map(({ id }) => id));
  const stored = await settled(api, [...ids]);
  const calls = book.calls.filter(({ call }) => call === null || ids.has(call.eventId));
  return { expected, calls, stored, close: () => closeAll(members) };
}

async function join(
  api: Client,
  role: Role,
  verify: Act['contract']['verify'],
  received: (call: Received) => void,
): Promise<Member> {
  const endpoint = await startReceiver({ name: role.name, refusals: role.refusals, verify, received });
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

function introduce(screen: Screen, { title, pace }: Act, members: readonly Member[]): void {
  screen.blank();
  screen.heading(title);
  screen.text(pace);
  screen.text('Who listens:');
  for (const { receiver, events, endpoint } of members) {
    const what = events.length > 3 ? `${events.length} event types` : events.join(', ');
    screen.text(`${receiver.padEnd(18)}${endpoint.url}  ${what}`);
  }
}

function note(book: CallBook, screen: Screen, one: Received): void {
  screen.call({
    receiver: one.receiver,
    event: one.call?.name.type ?? 'a call that is not verified',
    subEvent: one.call?.name.subType ?? null,
    retryCount: one.retryCount,
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
  const [first] = members;
  if (first === undefined) throw new Error('Nobody is in the cast.');
  switch (scene.kind) {
    case 'event': {
      const event = scene.event();
      const { event_ids: ids } = await answer(api.events.publish(event));
      published.push(...ids.map((id) => ({ id, event })));
      return;
    }
    case 'rotate_secret':
      first.secret = (await answer(api.webhooks.rotateSecret(first.webhookId))).secret;
      return;
    case 'deploy_secret':
      first.endpoint.setSecrets([first.secret]);
      return;
  }
}

/** Every expected delivery has been called at least once, whatever was answered. */
function allTried(expected: readonly Expected[], calls: readonly Received[]): boolean {
  return expected.every(({ receiver, id }) =>
    calls.some(({ receiver: at, call }) => at === receiver && call?.eventId === id),
  );
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
