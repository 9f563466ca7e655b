import { z } from 'zod';
import { type Choices, seededChoices } from './seeded.ts';

/** A request and what came of it. Status 0: no answer came, so that it may have happened or not. */
export interface Answered {
  readonly operation: Operation;
  /** Of the customer or alert, where the request names one. */
  readonly id: string | null;
  readonly status: number;
  readonly body: unknown;
}

type Operation = 'create' | 'patch' | 'wallet' | 'open' | 'patchAlert' | 'deleteAlert' | 'delete';

export interface CompilotClientsOptions {
  readonly clients: number;
  readonly requestsEach: number;
  /** With fewer, one is created. */
  readonly customers: number;
  readonly seed: number;
  readonly key: string;
  /** Resolves with where belfryd listens; not while it is dead. */
  readonly url: () => Promise<string>;
  /** Told of each answer, and of each that did not come. */
  readonly onAnswer: (answers: number) => void;
}

const found = z.object({
  customers: z.array(z.object({ customerId: z.string() })),
  alerts: z.array(z.object({ id: z.string() })),
});
const listed = z.object({ data: z.array(z.unknown()) });

/** Clients that change the same customers and their alerts at random; resolves with all that they were answered. */
export async function compilotClients(options: CompilotClientsOptions): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  async function client(number: number): Promise<void> {
    const choices = seededChoices(options.seed * 1_000 + number);
    for (let made = 0; made < options.requestsEach; made++) {
      const world = await look(options);
      const request = requestOf(choices, world, options.customers, `${number}-${made}`);
      const answered = await send(await options.url(), options.key, request);
      expectSensible(answered);
      answers.push(answered);
      options.onAnswer(answers.length);
    }
  }
  await Promise.all(Array.from({ length: options.clients }, (_, number) => client(number)));
  return answers;
}

type World = z.infer<typeof found>;

/** What there is at this moment; asked until somebody answers. */
async function look({ url, key }: CompilotClientsOptions): Promise<World> {
  for (;;) {
    const base = await url();
    const lists = ['/customers?limit=100', '/alerts?limit=100'].map(async (path) => {
      const response = await fetch(`${base}/compilot${path}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      return response.ok ? listed.parse(await response.json()).data : null;
    });
    const [customers, alerts] = await Promise.all(lists).catch(() => []);
    if (customers != null && alerts != null) return found.parse({ customers, alerts });
  }
}

interface Request {
  readonly operation: Operation;
  readonly id: string | null;
  readonly method: string;
  /** Below /compilot. */
  readonly path: string;
  readonly body?: unknown;
}

function requestOf(choices: Choices, world: World, customersMin: number, mark: string): Request {
  const { customers, alerts } = world;
  const customerId = customers[choices.whole(Math.max(1, customers.length))]?.customerId;
  if (customerId === undefined || customers.length < customersMin) {
    return post('create', null, '/workflows/w/customers', { reason: mark, type: 'Individual' });
  }
  const kind = choices.whole(20);
  const path = `/customers/${customerId}`;
  if (kind < 1) return { operation: 'delete', id: customerId, method: 'DELETE', path };
  if (kind < 4) return post('wallet', customerId, `${path}/wallets`, { address: `0x${mark}` });
  if (kind < 8) {
    const tags = [{ title: `Tag ${choices.whole(4)}` }];
    return post('open', customerId, '/alerts', { customerId, severity: 'High', reason: mark, tags });
  }
  const alertId = alerts[choices.whole(Math.max(1, alerts.length))]?.id;
  if (kind < 13 && alertId !== undefined) {
    if (kind < 9)
      return { operation: 'deleteAlert', id: alertId, method: 'DELETE', path: `/alerts/${alertId}` };
    const body = { status: choices.oneOf(['Open', 'Pending', 'Closed']), reason: mark };
    return { operation: 'patchAlert', id: alertId, method: 'PATCH', path: `/alerts/${alertId}`, body };
  }
  const body = choices.oneOf<object>([
    { reason: mark },
    { status: choices.oneOf(['Active', 'Escalated', 'Rejected']), reason: mark },
    { riskScore: choices.oneOf(['Low', 'High']) },
  ]);
  return { operation: 'patch', id: customerId, method: 'PATCH', path, body };
}

function post(operation: Operation, id: string | null, path: string, body: unknown): Request {
  return { operation, id, method: 'POST', path, body };
}

async function send(url: string, key: string, request: Request): Promise<Answered> {
  const { operation, id, method, path, body } = request;
  try {
    const response = await fetch(`${url}/compilot${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { operation, id, status: response.status, body: text === '' ? null : JSON.parse(text) };
  } catch {
    return { operation, id, status: 0, body: null };
  }
}

/** Of the refusals only those that others' requests explain. */
function expectSensible({ operation, status, body }: Answered): void {
  const goneMeanwhile = status === 404 || (operation === 'open' && status === 400);
  if (status < 300 || status === 503 || goneMeanwhile) return;
  throw new Error(`${operation} was answered ${status}: ${JSON.stringify(body)}`);
}
