import { afterEach, describe, expect, test, vi } from 'vitest';
import { answeringEndpoint, forgetfulEndpoint, hangingEndpoint } from '../../../test/endpoints/hostile.ts';
import { opened } from '../../../test/endpoints/opened.ts';
import { type SinkAnswer, sinkEndpoint } from '../../../test/endpoints/sink.ts';
import { answerText, requestEndpoint } from '../../../test/endpoints/tcp.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { type Caller, type CallerOptions, callerDefaults, createCaller } from './caller.ts';

afterEach(() => {
  vi.useRealTimers();
});

function devCaller(options: Partial<CallerOptions> = {}): Promise<Caller> {
  return opened(createCaller({ policy: { dev: true, allowedNetworks: [] }, ...options }));
}

function post(caller: Caller, url: string): Promise<Outcome> {
  return caller.call(url, {}, '{}');
}

function times<Value>(count: number, make: (index: number) => Promise<Value>): Promise<Value[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => make(index)));
}

describe('a call', () => {
  test('posts the exact bytes, headers and path, and answers status, headers and body', async () => {
    const sink = await opened(
      sinkEndpoint(() => ({ status: 202, headers: { 'x-answer': 'yes' }, body: 'grüße' })),
    );
    const headers = { 'content-type': 'application/json', 'x-signature': 'abc' };
    const outcome = await (await devCaller()).call(`${sink.url}/a%20b?c=d`, headers, '{"name":"Zoë"}');
    expect(outcome).toMatchObject({ kind: 'answered', statusCode: 202, responseBody: 'grüße' });
    expect(outcome.responseHeaders?.['x-answer']).toBe('yes');
    expect(sink.received).toMatchObject([
      { path: '/hook/a%20b?c=d', headers: { ...headers, 'content-length': '15' }, body: '{"name":"Zoë"}' },
    ]);
  });

  test('keeps 16 KiB of a long body and the connection', async () => {
    const sink = await opened(sinkEndpoint(() => ({ status: 200, body: 'x'.repeat(1024 * 1024) })));
    const caller = await devCaller();
    const first = await post(caller, sink.url);
    expect(first).toMatchObject({ kind: 'answered', responseBody: 'x'.repeat(16 * 1024) });
    await post(caller, sink.url);
    expect(sink.received[1]?.remotePort).toBe(sink.received[0]?.remotePort);
  });

  test('has 15 s by default', async () => {
    expect(callerDefaults.timeoutMs).toBe(15_000);
    const endpoint = await opened(hangingEndpoint());
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const caller = await devCaller({ now: Date.now });
    let outcome: Outcome | undefined;
    const call = post(caller, endpoint.url).then((result) => {
      outcome = result;
    });
    await endpoint.untilOpen(1);
    await vi.advanceTimersByTimeAsync(14_999);
    expect(outcome).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await call;
    expect(outcome).toMatchObject({ kind: 'failed', error: 'timeout', durationMs: 15_000 });
  });

  test('with a header that HTTP does not allow is a failure, not an exception', async () => {
    const sink = await opened(sinkEndpoint());
    const caller = await devCaller();
    const outcome = await caller.call(sink.url, { 'x-bad': 'a\r\nb: c' }, '{}');
    expect(outcome).toMatchObject({ kind: 'failed', error: 'connection_failed' });
    expect(await post(caller, sink.url)).toMatchObject({ kind: 'answered' });
    expect(sink.received).toHaveLength(1);
  });
});

describe('connections', () => {
  test('are kept alive and used again', async () => {
    const endpoint = await opened(answeringEndpoint(answerText('200 OK', [], 'ok')));
    const caller = await devCaller();
    for (let round = 0; round < 5; round += 1) {
      expect(await times(3, () => post(caller, endpoint.url))).toMatchObject(
        Array(3).fill({ kind: 'answered' }),
      );
    }
    expect(endpoint.accepted()).toBe(3);
  });

  test('that the endpoint closes after its answer are replaced', async () => {
    const endpoint = await opened(
      requestEndpoint((socket) => socket.end(answerText('200 OK', ['connection: close'], 'bye'))),
    );
    const caller = await devCaller();
    for (let round = 1; round <= 5; round += 1) {
      expect(await post(caller, endpoint.url)).toMatchObject({ kind: 'answered', responseBody: 'bye' });
      expect(endpoint.accepted()).toBe(round);
    }
  });

  test('that were closed while they were idle cost no attempt: the call is made again on a new one', async () => {
    const endpoint = await opened(forgetfulEndpoint());
    const caller = await devCaller();
    expect(await post(caller, endpoint.url)).toMatchObject({ responseBody: 'connection 0' });
    expect(await post(caller, endpoint.url)).toMatchObject({ responseBody: 'connection 1' });
    expect(await post(caller, endpoint.url)).toMatchObject({ responseBody: 'connection 2' });
  });

  test('are replaced once in a call: a second one that closes is a failure', async () => {
    const requests: number[] = [];
    const endpoint = await opened(
      requestEndpoint((socket, { index, connection }) => {
        requests.push(connection);
        if (index === 0) socket.write(answerText('200 OK', [], 'ok'));
        else socket.resetAndDestroy();
      }),
    );
    const caller = await devCaller();
    await post(caller, endpoint.url);
    expect(await post(caller, endpoint.url)).toMatchObject({ kind: 'failed', error: 'connection_closed' });
    expect(requests).toEqual([0, 0, 1]);
  });

  test('that close after the first byte of an answer are a failure, because the request was read', async () => {
    const endpoint = await opened(
      requestEndpoint((socket, { index }) => {
        if (index === 0) socket.write(answerText('200 OK', [], 'ok'));
        else socket.end('HTTP/1.1 200');
      }),
    );
    const caller = await devCaller();
    await post(caller, endpoint.url);
    expect(await post(caller, endpoint.url)).toMatchObject({ kind: 'failed', error: 'connection_closed' });
    expect(endpoint.accepted()).toBe(1);
  });

  test('to one origin are bounded; further calls wait for one', async () => {
    let underWay: (() => void)[] = [];
    let most = 0;
    const sink = await opened(
      sinkEndpoint(async () => {
        // Answers come three at a time, so that fewer connections than three would not do.
        await new Promise<void>((resolve) => {
          underWay.push(resolve);
          most = Math.max(most, underWay.length);
          if (underWay.length < 3) return;
          for (const answer of underWay) answer();
          underWay = [];
        });
        return { status: 200 };
      }),
    );
    const caller = await devCaller({ connectionsPerOriginMax: 3 });
    const outcomes = await times(51, () => post(caller, sink.url));
    expect(outcomes.every(({ kind }) => kind === 'answered')).toBe(true);
    expect(most).toBe(3);
    expect(new Set(sink.received.map(({ remotePort }) => remotePort)).size).toBe(3);
  });

  test('waited for in vain are a timeout, and the calls after it are made', async () => {
    const endpoint = await opened(hangingEndpoint());
    const caller = await devCaller({ connectionsPerOriginMax: 1, timeoutMs: 100 });
    const outcomes = await times(5, () => post(caller, endpoint.url));
    expect(outcomes).toMatchObject(Array(5).fill({ kind: 'failed', error: 'timeout' }));
    await endpoint.untilOpen(0);
    expect(await post(caller, endpoint.url)).toMatchObject({ error: 'timeout' });
  });

  test('of all origins that are idle are bounded, the least recently used being closed', async () => {
    const endpoints = await times(5, () => opened(answeringEndpoint(answerText('200 OK', [], 'ok'))));
    const caller = await devCaller({ idleConnectionsMax: 2 });
    for (const { url } of endpoints) await post(caller, url);
    await Promise.all(endpoints.map((endpoint, index) => endpoint.untilOpen(index < 3 ? 0 : 1)));
  });

  test('are closed when they have been idle for long enough', async () => {
    const endpoint = await opened(answeringEndpoint(answerText('200 OK', [], 'ok')));
    await post(await devCaller({ keepAliveTimeoutMs: 50 }), endpoint.url);
    await endpoint.untilOpen(0);
  });

  test('are closed before the time that the endpoint announces', async () => {
    const endpoint = await opened(answeringEndpoint(answerText('200 OK', ['keep-alive: timeout=1'], 'ok')));
    const caller = await devCaller({ keepAliveTimeoutMs: 60_000 });
    await times(3, () => post(caller, endpoint.url));
    await endpoint.untilOpen(0);
  });
});

describe('closing', () => {
  test('waits for the calls under way, closes every connection and makes later calls fail', async () => {
    const held = Promise.withResolvers<SinkAnswer>();
    const sink = await opened(sinkEndpoint(() => held.promise));
    const idle = await opened(answeringEndpoint(answerText('200 OK', [], 'ok')));
    const caller = await devCaller();
    await post(caller, idle.url);
    const underWay = post(caller, sink.url);
    await sink.untilReceived(1);
    let closed = false;
    const closing = caller.close().then(() => {
      closed = true;
    });
    expect(await post(caller, sink.url)).toMatchObject({ kind: 'failed', error: 'connection_failed' });
    expect(closed).toBe(false);
    held.resolve({ status: 200, body: 'late' });
    expect(await underWay).toMatchObject({ kind: 'answered', responseBody: 'late' });
    await closing;
    await idle.untilOpen(0);
    await caller.close();
  });
});
