import { type Choices, seededChoices } from './seeded.ts';

/** What a client asked for, and what it knows of it. Status 0: no answer came, so that it may have happened or not. */
export interface Answered {
  readonly operation: 'create' | 'patch' | 'review' | 'risk' | 'tag' | 'delete';
  /** The case's external id. */
  readonly key: string;
  readonly status: number;
  readonly body: unknown;
}

export interface CaseClients {
  readonly answers: readonly Answered[];
  /** Resolves when that many requests have been answered; rejects where a client has failed. */
  readonly untilAnswered: (count: number) => Promise<void>;
  /** Resolves when every client has made all its requests. */
  readonly finished: Promise<void>;
}

export interface CaseClientsOptions {
  readonly clients: number;
  readonly requestsEach: number;
  /** So many external ids are shared by all clients. */
  readonly cases: number;
  readonly seed: number;
  readonly apiKey: string;
  /** Resolves with where belfryd listens; not while it is dead. */
  readonly url: () => Promise<string>;
}

/** Clients that create, patch, review, tag and delete the same cases at random, each as fast as it is answered. */
export function caseClients(options: CaseClientsOptions): CaseClients {
  const answers: Answered[] = [];
  const waiting = new Set<() => void>();
  async function client(number: number): Promise<void> {
    const choices = seededChoices(options.seed * 1_000 + number);
    for (let made = 0; made < options.requestsEach; made++) {
      const request = requestOf(choices, `case-${choices.whole(options.cases)}`, `${number}-${made}`);
      const answered = await send(await options.url(), options.apiKey, request);
      answers.push(answered);
      for (const check of waiting) check();
      expectSensible(answered);
      // What has gone is created anew, so that there is always something to change.
      if (answered.status === 404) {
        answers.push(await send(await options.url(), options.apiKey, creation(answered.key)));
      }
    }
  }
  const finished = Promise.all(Array.from({ length: options.clients }, (_, number) => client(number))).then(
    () => {},
  );
  // A test that has failed already does not wait for it.
  finished.catch(() => {});
  const enough = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (answers.length < count) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return { answers, finished, untilAnswered: (count) => Promise.race([enough(count), finished]) };
}

interface Request {
  readonly operation: Answered['operation'];
  readonly key: string;
  readonly method: string;
  /** Below /cases. */
  readonly path: string;
  readonly body?: unknown;
}

function requestOf(choices: Choices, key: string, mark: string): Request {
  const path = `/${key}`;
  const kind = choices.whole(20);
  if (kind < 1) return { operation: 'delete', key, method: 'DELETE', path };
  if (kind < 2) return creation(key);
  if (kind < 6)
    return { operation: 'review', key, method: 'POST', path: `${path}/reviews`, body: review(choices, mark) };
  if (kind < 8) {
    return {
      operation: 'risk',
      key,
      method: 'POST',
      path: `${path}/risks`,
      body: { level: 'high', score: kind },
    };
  }
  if (kind < 10) {
    const body = { tags: [`tag ${choices.whole(6)}`, `tag ${choices.whole(6)}`] };
    return { operation: 'tag', key, method: 'POST', path: `${path}/tags`, body };
  }
  return { operation: 'patch', key, method: 'PATCH', path, body: patch(choices, mark) };
}

function creation(key: string): Request {
  const body = { name: `Case ${key}`, external_id: key, metadata: { made: 'here' } };
  return { operation: 'create', key, method: 'POST', path: '', body };
}

/** An approval whose date has passed already makes the clock tell at once that a review is due. */
function review(choices: Choices, mark: string): object {
  const status = choices.oneOf(['approved', 'approved', 'rejected', 'closed']);
  const next = choices.oneOf(['2026-01-01', '2025-06-30', '2099-12-31', null]);
  return { status, comment: mark, ...(status === 'approved' ? { next_review_at: next } : {}) };
}

function patch(choices: Choices, mark: string): object {
  return choices.oneOf<object>([
    { name: `Renamed ${mark}` },
    { status: 'open', metadata: { mark } },
    {
      status: 'draft',
      // Of few, for a workspace does not have a tag for each request.
      tags: ['first', `mark ${choices.whole(50)}`],
      custom_properties: { [`by ${choices.whole(5)}`]: mark },
    },
    { tags: null },
    { custom_properties: { count: choices.whole(3) } },
  ]);
}

async function send(url: string, apiKey: string, request: Request): Promise<Answered> {
  const { operation, key, method, path, body } = request;
  try {
    const response = await fetch(`${url}/dotfile/v1/cases${path}`, {
      method,
      headers: {
        'x-dotfile-api-key': apiKey,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { operation, key, status: response.status, body: text === '' ? null : JSON.parse(text) };
  } catch {
    return { operation, key, status: 0, body: null };
  }
}

/** Of the refusals only those that others' requests explain. */
function expectSensible({ operation, status, body }: Answered): void {
  const taken = operation === 'create' && status === 400;
  if (status < 300 || status === 404 || status === 503 || taken) return;
  throw new Error(`${operation} was answered ${status}: ${JSON.stringify(body)}`);
}
