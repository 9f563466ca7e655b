import fc from 'fast-check';
import { expect, test } from 'vitest';
import { opened } from '../../../test/endpoints/opened.ts';
import { requestEndpoint } from '../../../test/endpoints/tcp.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { createCaller } from './caller.ts';

/** Parts of answers, right and wrong, of which any sequence may come. */
const piece = fc.oneof(
  fc.constantFrom(
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.1 204 No Content\r\n',
    'HTTP/1.0 200 OK\r\n',
    'HTTP/1.1 103 Early Hints\r\n\r\n',
    'HTTP/1.1 100 Continue\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    'content-length: 5\r\n',
    'content-length: 99999999\r\n',
    'transfer-encoding: gzip, chunked\r\n',
    'connection: close\r\n',
    'keep-alive: timeout=1\r\n',
    'keep-alive: timeout=999999999999\r\n',
    '__proto__: z\r\n',
    'content-encoding: gzip\r\n',
    '\r\n',
    'hello',
    'ffffffffffffffff\r\n',
    '0\r\ntrailer: x\r\n\r\n',
    `x: ${'y'.repeat(20_000)}\r\n`,
  ),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
);

const answer = fc.record({
  status: fc.constantFrom('', 'HTTP/1.1 200 OK\r\n', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n'),
  pieces: fc.array(piece, { maxLength: 5 }),
  end: fc.constantFrom('open', 'closed', 'reset'),
});

test('whatever an endpoint answers, in whatever pieces, every call ends in time with an outcome and no connection is left', async () => {
  const answers = fc.sample(answer, 600);
  const endpoint = await opened(
    requestEndpoint(async (socket, { index }) => {
      const { status, pieces, end } = answers[index % answers.length] ?? {
        status: '',
        pieces: [],
        end: 'open',
      };
      for (const one of [status, ...pieces]) {
        socket.write(one, 'latin1');
        await new Promise(setImmediate);
      }
      if (end === 'closed') socket.end();
      if (end === 'reset') socket.resetAndDestroy();
    }),
  );
  const caller = await opened(createCaller({ policy: { dev: true, allowedNetworks: [] }, timeoutMs: 400 }));
  const outcomes: Outcome[] = [];
  while (outcomes.length < answers.length) {
    const calls = Array.from({ length: 100 }, () => caller.call(endpoint.url, {}, '{}'));
    outcomes.push(...(await Promise.all(calls)));
  }
  for (const { durationMs } of outcomes) expect(durationMs).toBeLessThan(5000);
  // None is our own fault: the words for that would be connection_failed or an exception.
  const kinds = new Set(
    outcomes.map((outcome) => (outcome.kind === 'answered' ? 'answered' : outcome.error)),
  );
  const expected = [
    'answered',
    'timeout',
    'connection_closed',
    'headers_too_large',
    'response_too_large',
    'invalid_response',
  ];
  expect([...kinds].filter((kind) => !expected.includes(kind))).toEqual([]);
  expect(kinds.size).toBeGreaterThan(3);
  expect(JSON.stringify(outcomes)).not.toContain('\\u0000');
  await caller.close();
  await endpoint.untilOpen(0);
});
