import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { until } from '../../test/until.ts';
import { EventStream } from './event-stream.ts';

const unsentBytesMax = 65_536;

async function opened(): Promise<{
  response: ServerResponse;
  client: ReturnType<typeof connect>;
  close: () => void;
}> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const requested = once(server, 'request');
  // A listening TCP server has an AddressInfo.
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => {});
  client.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
  const [, response] = await requested;
  return {
    response,
    client,
    close() {
      client.destroy();
      server.close();
    },
  };
}

test('a client that does not read is cut off when too much is unsent, and never holds more than that', async () => {
  const { response, client, close } = await opened();
  client.pause();
  let ended = 0;
  const stream = new EventStream(response, {
    heartbeatMs: 60_000,
    unsentBytesMax,
    headers: {},
    ended: () => ended++,
  });
  const data = { text: 'x'.repeat(10_000) };
  let mostUnsent = 0;
  for (let sent = 0; ended === 0; sent++) {
    stream.send('changed', String(sent), data);
    mostUnsent = Math.max(mostUnsent, response.writableLength);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(response.destroyed).toBe(true);
  expect(mostUnsent).toBeLessThan(unsentBytesMax + 11_000);
  stream.send('changed', 'later', data);
  expect(ended).toBe(1);
  close();
});

test('a client that reads gets everything, each event with its id, and the end', async () => {
  const { response, client, close } = await opened();
  let text = '';
  client.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  const stream = new EventStream(response, {
    heartbeatMs: 60_000,
    unsentBytesMax,
    headers: { 'cache-control': 'no-store' },
    ended: () => {},
  });
  stream.send('changed', 'a.1', { line: 'one\ntwo' });
  stream.end();
  stream.end();
  await until(() => text.endsWith('0\r\n\r\n'));
  expect(text).toContain('cache-control: no-store\r\n');
  expect(text).toContain('event: changed\nid: a.1\ndata: {"line":"one\\ntwo"}\n\n');
  close();
});
