import { describe, expect, test } from 'vitest';
import {
  answeringEndpoint,
  bigHeadersEndpoint,
  closingEndpoint,
  drippingEndpoint,
  endlessEndpoint,
  hangingEndpoint,
  redirectingEndpoint,
  refusingUrl,
  tenGibibytes,
  truncatingEndpoint,
  unreachableEndpoint,
} from '../../../test/endpoints/hostile.ts';
import { opened } from '../../../test/endpoints/opened.ts';
import { sinkEndpoint } from '../../../test/endpoints/sink.ts';
import { answerText, tcpEndpoint } from '../../../test/endpoints/tcp.ts';
import type { CallError, Outcome } from '../../domain/outcome.ts';
import { errorKindOf } from '../../domain/outcome.ts';
import { type Caller, type CallerOptions, createCaller } from './caller.ts';

function devCaller(options: Partial<CallerOptions> = {}): Promise<Caller> {
  return opened(createCaller({ policy: { dev: true, allowedNetworks: [] }, timeoutMs: 10_000, ...options }));
}

function post(caller: Caller, url: string): Promise<Outcome> {
  return caller.call(url, { 'content-type': 'application/json' }, '{"event":"x"}');
}

function expectFailure(
  outcome: Outcome,
  error: CallError,
): asserts outcome is Extract<Outcome, { kind: 'failed' }> {
  expect(outcome).toMatchObject({ kind: 'failed', error });
}

describe('a call to an endpoint that', () => {
  test('hangs is a timeout after timeoutMs and not before', async () => {
    const endpoint = await opened(hangingEndpoint());
    const startedAt = performance.now();
    const outcome = await post(await devCaller({ timeoutMs: 300 }), endpoint.url);
    expectFailure(outcome, 'timeout');
    expect(outcome.statusCode).toBe(0);
    expect(outcome.responseHeaders).toBeNull();
    expect(outcome.durationMs).toBeGreaterThanOrEqual(299);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(299);
    await endpoint.untilOpen(0);
  });

  test('drips headers a byte at a time is a timeout', async () => {
    const endpoint = await opened(drippingEndpoint('headers', 20));
    expectFailure(await post(await devCaller({ timeoutMs: 300 }), endpoint.url), 'timeout');
    await endpoint.untilOpen(0);
  });

  test('drips a body a byte at a time is a timeout that tells the status and what came', async () => {
    const endpoint = await opened(drippingEndpoint('body', 20));
    const outcome = await post(await devCaller({ timeoutMs: 1000 }), endpoint.url);
    expectFailure(outcome, 'timeout');
    expect(outcome.statusCode).toBe(200);
    expect(outcome.responseHeaders).toEqual({ 'content-length': '1000' });
    expect(outcome.responseBody).toMatch(/^d+$/);
    await endpoint.untilOpen(0);
  });

  test('announces 10 GiB is too large at once', async () => {
    const endpoint = await opened(endlessEndpoint('announced'));
    const outcome = await post(await devCaller(), endpoint.url);
    expectFailure(outcome, 'response_too_large');
    expect(outcome.statusCode).toBe(200);
    expect(outcome.responseHeaders?.['content-length']).toBe(String(tenGibibytes));
    await endpoint.untilOpen(0);
    expect(endpoint.bytesWritten()).toBeLessThan(64 * 1024 ** 2);
  });

  test('sends 10 GiB in chunks is cut off after 1 MiB, of which the beginning is kept', async () => {
    const endpoint = await opened(endlessEndpoint('chunked'));
    const outcome = await post(await devCaller(), endpoint.url);
    expectFailure(outcome, 'response_too_large');
    expect(outcome.responseBody).toBe('x'.repeat(16 * 1024));
    await endpoint.untilOpen(0);
    expect(endpoint.bytesWritten()).toBeLessThan(64 * 1024 ** 2);
  });

  test('sends 10 GiB, fifty times, leaves the memory as it was', async () => {
    const endpoint = await opened(endlessEndpoint('chunked'));
    const caller = await devCaller();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => post(caller, endpoint.url)));
    const before = process.memoryUsage.rss();
    for (let round = 0; round < 4; round += 1) {
      outcomes.push(...(await Promise.all(Array.from({ length: 10 }, () => post(caller, endpoint.url)))));
    }
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 ** 2);
    expect(outcomes.every((outcome) => errorKindOf(outcome) === 'response_too_large')).toBe(true);
  });

  test('closes after the request without an answer is a closed connection', async () => {
    for (const how of ['end', 'reset'] as const) {
      const endpoint = await opened(closingEndpoint(how));
      expectFailure(await post(await devCaller(), endpoint.url), 'connection_closed');
      expect(endpoint.accepted()).toBe(1);
    }
  });

  test('closes at once is a closed connection', async () => {
    const endpoint = await opened(tcpEndpoint((socket) => socket.resetAndDestroy()));
    expectFailure(await post(await devCaller(), endpoint.url), 'connection_closed');
  });

  test('closes in the middle of its answer is a closed connection that tells what came', async () => {
    const endpoint = await opened(truncatingEndpoint());
    const outcome = await post(await devCaller(), endpoint.url);
    expectFailure(outcome, 'connection_closed');
    expect(outcome).toMatchObject({ statusCode: 200, responseBody: 'only this' });
  });

  test('closes in the middle of a chunk is a closed connection', async () => {
    const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
    const endpoint = await opened(
      tcpEndpoint((socket) => socket.once('data', () => socket.end(`${chunked}ff\r\nabc`))),
    );
    expectFailure(await post(await devCaller(), endpoint.url), 'connection_closed');
  });

  test('sends 64 KiB of headers has headers that are too large', async () => {
    const endpoint = await opened(bigHeadersEndpoint());
    expectFailure(await post(await devCaller(), endpoint.url), 'headers_too_large');
    await endpoint.untilOpen(0);
  });

  test('redirects to a private address is answered with the redirect, which is not followed', async () => {
    const target = await opened(sinkEndpoint());
    const endpoint = await opened(redirectingEndpoint(target.url));
    const outcome = await post(await devCaller(), endpoint.url);
    expect(outcome).toMatchObject({
      kind: 'answered',
      statusCode: 302,
      responseHeaders: { location: target.url },
    });
    expect(errorKindOf(outcome)).toBe('redirect');
    expect(target.received).toHaveLength(0);
  });

  test('refuses the connection is a refused connection', async () => {
    expectFailure(await post(await devCaller(), await refusingUrl()), 'connection_refused');
  });

  test('never accepts the connection is a timeout of connecting', async () => {
    const endpoint = await opened(unreachableEndpoint());
    const caller = await devCaller({ connectTimeoutMs: 200 });
    const outcome = await post(caller, endpoint.url);
    expectFailure(outcome, 'timeout');
    expect(outcome.message).toContain('accept the connection');
    expect(outcome.durationMs).toBeLessThan(5000);
  });

  test.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['HTTP/9', 'HTTP/9.9 200 OK\r\n\r\n'],
    ['a status that is no number', 'HTTP/1.1 abc OK\r\n\r\n'],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n'],
    ['two different lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    ['a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'],
    ['a chunk size that is no number', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n'],
    [
      'an unasked 101',
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    ],
    ['an unasked 100', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['binary junk', Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 37) % 256))],
  ])('answers with %s has given an invalid response', async (_, answer) => {
    const endpoint = await opened(answeringEndpoint(answer));
    expectFailure(await post(await devCaller(), endpoint.url), 'invalid_response');
    await endpoint.untilOpen(0);
  });

  test('sends early hints first is answered by the real answer', async () => {
    const hints = 'HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n'.repeat(3);
    const endpoint = await opened(
      answeringEndpoint(hints + answerText('201 Created', ['x-real: yes'], 'made')),
    );
    const outcome = await post(await devCaller(), endpoint.url);
    expect(outcome).toMatchObject({ kind: 'answered', statusCode: 201, responseBody: 'made' });
    expect(outcome.responseHeaders).toEqual({ 'x-real': 'yes', 'content-length': '4' });
  });
});

describe('bad endpoints', () => {
  test('delay no call to a good one', async () => {
    const bad = await Promise.all([
      opened(hangingEndpoint()),
      opened(drippingEndpoint('body', 10)),
      opened(unreachableEndpoint()),
    ]);
    const urls = [await refusingUrl(), ...bad.map(({ url }) => url)];
    const good = await opened(sinkEndpoint());
    const caller = await devCaller({ timeoutMs: 60_000, connectTimeoutMs: 60_000 });
    let ended = 0;
    const badCalls = urls.flatMap((url) =>
      Array.from({ length: 50 }, () =>
        post(caller, url).finally(() => {
          ended += 1;
        }),
      ),
    );
    for (let round = 0; round < 10; round += 1) {
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => post(caller, good.url)));
      expect(outcomes.map(errorKindOf)).toEqual(Array(20).fill(null));
    }
    // The 200 good calls overtook all but the refused ones, which end at once.
    expect(ended).toBe(50);
    await Promise.all(bad.map((endpoint) => endpoint.close()));
    const kinds = new Set((await Promise.all(badCalls)).map(errorKindOf));
    expect(kinds).toEqual(new Set(['connection_closed', 'connection_refused']));
  });
});
