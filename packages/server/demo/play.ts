/** Plays an act: lets its receivers listen, tells its story, and waits for all that was promised. */
import type { DeliveryDetailAnswer } from '@belfry/api';
import type { Act, Role } from './act.ts';
import { createCallBook } from './call-book.ts';
import { createCallPrinter } from './call-printer.ts';
import { openEventBook } from './event-book.ts';
import { type Evidence, expectedOf, isComplete } from './proof.ts';
import { type Received, startReceiver } from './receiver.ts';
import type { Screen } from './screen.ts';
import { type Member, tellStory } from './stage.ts';
import { vendorApi, type Webhooks } from './vendor.ts';
import { answer, type DemoWorkspace } from './workspace.ts';

/** What was promised, what came, and what Belfry says of it. */
export interface Performance extends Evidence {
  readonly close: () => Promise<void>;
}

/** The last of two retries comes four seconds after the first call. */
const retriesTimeoutMs = 60_000;
const settledRoundsMax = 50;
const settledPauseMs = 100;

export async function play(
  act: Act,
  workspace: DemoWorkspace,
  screen: Screen,
  pauseMs: number,
): Promise<Performance> {
  const { vendor, contract } = act;
  const api = vendorApi(vendor, workspace);
  const webhooks = vendor.webhooks(workspace, api);
  const calls = createCallBook();
  const events = await openEventBook(workspace);
  const printer = createCallPrinter(screen);
  const received = (call: Received) => {
    printer.print(call);
    calls.add(call);
  };
  const members = await Promise.all(act.cast.map((role) => join(webhooks, role, contract.verify, received)));
  introduce(screen, act, members);
  const options = { vendor, contract, api, webhooks, members, calls, events, printer, screen, pauseMs };
  const requestCount = await tellStory(act.story, options);
  const { caused, beyond } = events;
  const expected = expectedOf(caused, members, contract);
  if (!isComplete(expected, calls.calls)) {
    const failing = act.cast.find(({ refusals }) => refusals > 0)?.name ?? 'receivers';
    screen.scene(`The retries of the ${failing.toLowerCase()} are still to come.`);
  }
  await calls.until((all) => isComplete(expected, all), retriesTimeoutMs);
  const ids = [...caused, ...beyond].flatMap(({ id }) => (id === null ? [] : [id]));
  return {
    requestCount,
    caused,
    beyond,
    expected,
    calls: calls.calls,
    stored: await settled(workspace, ids),
    close: () => closeAll(members),
  };
}

async function join(
  webhooks: Webhooks,
  role: Role,
  verify: Act['contract']['verify'],
  received: (call: Received) => void,
): Promise<Member> {
  const endpoint = await startReceiver({ name: role.name, refusals: role.refusals, verify, received });
  const { id, secret } = await webhooks.subscribe({
    name: role.name,
    url: endpoint.url,
    events: role.events,
  });
  endpoint.setSecrets([secret]);
  return { receiver: role.name, webhookId: id, events: role.events, endpoint, secret };
}

function introduce(screen: Screen, { title, pace }: Act, members: readonly Member[]): void {
  screen.blank();
  screen.heading(title);
  screen.text(pace);
  screen.text('Who listens:');
  for (const { receiver, events, endpoint } of members) {
    const what = events.length > 3 ? `${events.length} event types` : events.join(', ');
    screen.listener(receiver, endpoint.url, what);
  }
}

/** Belfry's own record of the events' deliveries, once it has written the last outcome. */
async function settled(
  { api }: DemoWorkspace,
  ids: readonly string[],
): Promise<readonly DeliveryDetailAnswer[]> {
  for (let round = 0; ; round += 1) {
    const events = await Promise.all(ids.map((id) => answer(api.events.get(id))));
    const deliveries = events.flatMap((event) => event.deliveries);
    if (deliveries.every(({ state }) => state !== 'pending') || round === settledRoundsMax) {
      return Promise.all(deliveries.map(({ id }) => answer(api.deliveries.get(id))));
    }
    await new Promise((resolve) => setTimeout(resolve, settledPauseMs));
  }
}

async function closeAll(members: readonly Member[]): Promise<void> {
  await Promise.all(members.map(({ endpoint }) => endpoint.close()));
}
