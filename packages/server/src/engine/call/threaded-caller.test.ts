import { describe, expect, test } from 'vitest';
import { hangingEndpoint } from '../../../test/endpoints/hostile.ts';
import { opened } from '../../../test/endpoints/opened.ts';
import { sinkEndpoint } from '../../../test/endpoints/sink.ts';
import type { Caller } from './caller.ts';
import { createThreadedCaller, type ThreadedCallerOptions } from './threaded-caller.ts';

function unexpected(error: unknown): never {
  throw error;
}

function threadedCaller(options: Partial<ThreadedCallerOptions> = {}): Promise<Caller> {
  const policy = { dev: true, allowedNetworks: [] };
  return opened(
    createThreadedCaller({ policy, timeoutMs: 15_000, threads: 1, died: unexpected, ...options }),
  );
}

const stuckThread = new URL('../../../test/endpoints/stuck-thread.ts', import.meta.url);
const dyingThread = new URL('../../../test/endpoints/dying-thread.ts', import.meta.url);

describe('calls in threads', () => {
  test('send the exact bytes and answer status, headers and body', async () => {
    const sink = await opened(
      sinkEndpoint(() => ({ status: 202, headers: { 'x-answer': 'yes' }, body: 'grüße' })),
    );
    const outcome = await (await threadedCaller()).call(sink.url, { 'x-signature': 'abc' }, '{"name":"Zoë"}');
    expect(outcome).toMatchObject({ kind: 'answered', statusCode: 202, responseBody: 'grüße' });
    expect(outcome.responseHeaders?.['x-answer']).toBe('yes');
    expect(outcome.durationMs).toBeGreaterThan(0);
    expect(sink.received).toMatchObject([{ headers: { 'x-signature': 'abc' }, body: '{"name":"Zoë"}' }]);
  });

  test.each([1, 3])(
    'each call gets its own answer, with %i threads and hundreds at once',
    async (threads) => {
      const sink = await opened(sinkEndpoint(({ body }) => ({ status: 200, body: `answer to ${body}` })));
      const caller = await threadedCaller({ threads });
      const bodies = Array.from({ length: 300 }, (_, index) => `call ${index}`);
      const outcomes = await Promise.all(
        bodies.map((body, index) => caller.call(`${sink.url}/${index % 7}`, {}, body)),
      );
      expect(outcomes.map(({ responseBody }) => responseBody)).toEqual(
        bodies.map((body) => `answer to ${body}`),
      );
    },
  );

  test('calls of one URL share their connections, whatever the number of threads', async () => {
    const sink = await opened(sinkEndpoint());
    const caller = await threadedCaller({ threads: 4 });
    for (let made = 0; made < 5; made++) await caller.call(sink.url, {}, '{}');
    expect(new Set(sink.received.map(({ remotePort }) => remotePort)).size).toBe(1);
  });

  test('targets are judged and calls are ended in time as without threads', async () => {
    const strict = await threadedCaller({ policy: { dev: false, allowedNetworks: [] } });
    expect(await strict.call('https://127.0.0.1/hook', {}, '{}')).toMatchObject({ error: 'blocked_target' });
    const endpoint = await opened(hangingEndpoint());
    const hasty = await threadedCaller({ timeoutMs: 100 });
    expect(await hasty.call(endpoint.url, {}, '{}')).toMatchObject({ kind: 'failed', error: 'timeout' });
  });

  test('closing waits for the calls under way, and those after it fail at once', async () => {
    const release = Promise.withResolvers<void>();
    const sink = await opened(
      sinkEndpoint(async () => {
        await release.promise;
        return { status: 200 };
      }),
    );
    const caller = await threadedCaller();
    const early = caller.call(sink.url, {}, '{}');
    const closed = caller.close();
    expect(await caller.call(sink.url, {}, '{}')).toMatchObject({
      kind: 'failed',
      error: 'connection_failed',
    });
    await sink.untilReceived(1);
    release.resolve();
    expect(await early).toMatchObject({ kind: 'answered', statusCode: 200 });
    await closed;
    await caller.close();
  });

  test('a thread that dies fails the calls that it had, is told of, and runs again for the next', async () => {
    const deaths: { error: unknown; calls: number }[] = [];
    const caller = await threadedCaller({
      module: dyingThread,
      died: (error, calls) => deaths.push({ error, calls }),
    });
    const cut = await Promise.all([
      caller.call('http://a.example', {}, '{}'),
      caller.call('http://b.example', {}, ''),
    ]);
    for (const outcome of cut) expect(outcome).toMatchObject({ kind: 'failed', error: 'connection_failed' });
    expect(await caller.call('http://a.example', {}, '{}')).toMatchObject({ kind: 'failed' });
    expect(deaths).toMatchObject([
      { error: { message: 'a fault of the thread' }, calls: 2 },
      { error: { message: 'a fault of the thread' }, calls: 1 },
    ]);
  });

  test('a thread that is stuck is ended a while after its calls should have been, and they fail', async () => {
    const deaths: number[] = [];
    const caller = await threadedCaller({
      module: stuckThread,
      timeoutMs: 100,
      answerGraceMs: 100,
      died: (_error, calls) => deaths.push(calls),
    });
    expect(await caller.call('http://a.example', {}, '{}')).toMatchObject({ kind: 'failed' });
    expect(deaths).toEqual([1]);
  });
});
