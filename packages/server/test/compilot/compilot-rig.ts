import { type Answer, type ApiRig, apiRig, type CallOptions } from '../api-rig.ts';
import { type TestClock, testClock } from '../clock.ts';
import { type ReceivedRequest, type Sink, sinkEndpoint } from '../endpoints/sink.ts';

/** ComPilot's API as a client with webhooks sees it: calls on one side, received bodies on the other. */
export interface CompilotRig {
  readonly api: ApiRig;
  readonly clock: TestClock;
  /** Calls below /compilot. */
  readonly call: ApiRig['callCompilot'];
  /** A call that succeeds with that status, and the body that it answers with. */
  readonly answer: (method: string, path: string, body?: unknown, status?: number) => Promise<Answer['json']>;
  /** A call that is refused with that status: its message, in the one shape of all errors. */
  readonly refusal: (method: string, path: string, status: number, options?: CallOptions) => Promise<string>;
  readonly newCustomer: (body?: Readonly<Record<string, unknown>>) => Promise<Customer>;
  readonly subscribe: (events: readonly string[]) => Promise<void>;
  /** What was received since this was last asked, once it is that much, in the order in which it was recorded. */
  readonly calls: (count: number) => Promise<readonly ReceivedCall[]>;
  /** How many events the workspace has recorded so far. */
  readonly eventCount: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** As the API shows it; tests state what they expect of the rest. */
export interface Customer {
  readonly customerId: string;
  readonly [property: string]: unknown;
}

export interface ReceivedCall {
  /** The header svix-id. */
  readonly id: string;
  readonly eventType: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export const startMs = Date.parse('2026-11-22T10:00:00.250Z');

const errorNames: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
};

export async function compilotRig(): Promise<CompilotRig> {
  const clock = testClock(startMs);
  const api = await apiRig({ dialectName: 'compilot', now: clock.now });
  const sink = await sinkEndpoint();
  const answer: CompilotRig['answer'] = async (method, path, body, status = 200) => {
    const given = await api.callCompilot(method, path, body === undefined ? {} : { body });
    if (given.status !== status) throw new Error(`${method} ${path}: ${given.status} ${given.text}`);
    return given.json;
  };
  return {
    api,
    clock,
    call: api.callCompilot,
    answer,
    async refusal(method, path, status, options) {
      const given = await api.callCompilot(method, path, options);
      return refusedMessage(given, status);
    },
    newCustomer: (body = {}) => answer('POST', '/workflows/onboarding/customers', body, 201),
    async subscribe(events) {
      const body = { name: 'All', url: sink.url, events };
      const made = await api.call('POST', '/webhooks', { body });
      if (made.status !== 201) throw new Error(made.text);
    },
    calls: receivedFrom(sink),
    async eventCount() {
      const rows = await api.database.sql<{ count: number }[]>`
        select count(*) as count from events where workspace_id = ${api.workspaceId}`;
      return rows[0]?.count ?? 0;
    },
    async close() {
      await api.close();
      await sink.close();
    },
  };
}

function refusedMessage({ status, text, json }: Answer, expected: number): string {
  if (status !== expected) throw new Error(`Not refused with ${expected}: ${status} ${text}`);
  const { message, ...rest } = json;
  const error = errorNames[status];
  if (JSON.stringify(rest) !== JSON.stringify({ statusCode: status, error })) {
    throw new Error(`Not the shape of an error: ${text}`);
  }
  if (typeof message !== 'string' || message === '') throw new Error(`An error without a message: ${text}`);
  return message;
}

function receivedFrom(sink: Sink): CompilotRig['calls'] {
  let taken = 0;
  return async (count) => {
    await sink.untilReceived(taken + count);
    const received = sink.received.slice(taken).map(receivedCall);
    taken += received.length;
    return received.sort((a, b) => (a.id < b.id ? -1 : 1));
  };
}

function receivedCall({ headers, body }: ReceivedRequest): ReceivedCall {
  return { id: String(headers['svix-id']), ...JSON.parse(body) };
}
