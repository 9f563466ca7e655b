/**
 * Where a story is told: it makes API calls, each of which is printed with the events that it caused, and then with
 * the webhook calls about them.
 */
import type { EventAnswer } from '@belfry/api';
import type { Contract, PromisedEvent } from './act.ts';
import type { CallBook } from './call-book.ts';
import type { CallPrinter } from './call-printer.ts';
import type { EventBook } from './event-book.ts';
import { expectedOf, isTried, type Subscription } from './proof.ts';
import type { SampleReceiver } from './receiver.ts';
import type { Screen } from './screen.ts';
import type { Answered, Method, Vendor, VendorApi, Webhooks } from './vendor.ts';

/** What a story can do. Its API calls come back once everybody concerned has been called. */
export interface Stage {
  /** Says what happens next, after a pause in which a person can read what was. */
  readonly scene: (title: string) => Promise<void>;
  /** Makes an API call of the story; `causes` says which events it has to cause, in their order. */
  readonly request: (request: ApiRequest, causes?: Causes) => Promise<Answered>;
  /** Asks the API without telling of it. */
  readonly read: (path: string) => Promise<Answered>;
  /** Says what was found. */
  readonly tell: (text: string) => void;
  /** The body of the last call that the receiver got. */
  readonly lastCallAt: (receiver: string) => Answered;
  /** Rotates the secret of the first webhook; its receiver is not told yet. */
  readonly rotateSecret: () => Promise<void>;
  readonly deploySecret: () => void;
}

export interface ApiRequest {
  readonly method: Method;
  /** As the vendor's documentation writes it: `/checks/{id}/result`. */
  readonly route: string;
  /** What stands in the place of `{id}`. */
  readonly id?: string;
  readonly body?: unknown;
}

/** Given what was answered. */
export type Causes = (answered: Answered) => readonly PromisedEvent[] | Promise<readonly PromisedEvent[]>;

export interface StageOptions {
  readonly vendor: Vendor;
  readonly contract: Contract;
  readonly api: VendorApi;
  readonly webhooks: Webhooks;
  readonly members: readonly Member[];
  readonly calls: CallBook;
  readonly events: EventBook;
  readonly printer: CallPrinter;
  readonly screen: Screen;
  readonly pauseMs: number;
}

export interface Member extends Subscription {
  readonly endpoint: SampleReceiver;
  secret: string;
}

/** A call is there within milliseconds; a machine under load gets this long. */
const firstCallsTimeoutMs = 20_000;
/** As both vendors' webhooks answer it; anything else would have thrown. */
const successCode = 200;

/** Answers how many API calls the story made. */
export async function tellStory(
  story: (stage: Stage) => Promise<void>,
  { vendor, contract, api, webhooks, members, calls, events, printer, screen, pauseMs }: StageOptions,
): Promise<number> {
  let requestCount = 0;
  await story({
    async scene(title) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      screen.scene(title);
    },
    async request({ method, route, id, body }, causes = () => []) {
      requestCount += 1;
      printer.hold();
      const path = id === undefined ? route : route.replace('{id}', encodeURIComponent(id));
      const { status, body: answered } = await api.call(method, path, body);
      const request = `${method} ${route}`;
      const recorded = await events.enter(request, await causes(answered));
      screen.request(`${method} ${vendor.path}${path}`, status, recorded.map(nameOf));
      printer.learn(recorded.map((event) => [event.id, request]));
      printer.release();
      const expected = expectedOf(events.caused, members, contract);
      await calls.until((all) => isTried(expected, all), firstCallsTimeoutMs);
      return answered;
    },
    read: async (path) => (await api.call('GET', path)).body,
    tell: (text) => screen.told(text),
    lastCallAt(name) {
      const last = calls.calls.findLast(({ receiver, call }) => receiver === name && call !== null);
      return last === undefined ? {} : JSON.parse(last.body);
    },
    async rotateSecret() {
      const first = firstOf(members);
      const { secret, request } = await webhooks.rotateSecret(first.webhookId);
      first.secret = secret;
      screen.request(request, successCode, []);
    },
    deploySecret() {
      const first = firstOf(members);
      first.endpoint.setSecrets([first.secret]);
    },
  });
  return requestCount;
}

function nameOf({ type, sub_type: subType }: EventAnswer): string {
  return subType ?? type;
}

function firstOf(members: readonly Member[]): Member {
  const [first] = members;
  if (first === undefined) throw new Error('Nobody is in the cast.');
  return first;
}
