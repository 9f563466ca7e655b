import { describe, expect, test } from 'vitest';
import { type NameAnswer, nameServer } from '../../../test/endpoints/name-server.ts';
import { opened } from '../../../test/endpoints/opened.ts';
import { sinkEndpoint } from '../../../test/endpoints/sink.ts';
import { answerText, requestEndpoint } from '../../../test/endpoints/tcp.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { TargetPolicy } from '../../domain/target-address.ts';
import { createCaller } from './caller.ts';
import { createDial } from './dial.ts';
import { createResolver, type Resolve } from './resolver.ts';

const dev: TargetPolicy = { dev: true, allowedNetworks: [] };
const strict: TargetPolicy = { dev: false, allowedNetworks: [] };

/** Asks a real name server, which says this of every name. */
async function resolverThatSays(answer: (name: string, question: number) => NameAnswer): Promise<Resolve> {
  const server = await opened(nameServer(answer));
  return createResolver({ order: 'dns', servers: [server.address], now: () => performance.now() });
}

async function post(policy: TargetPolicy, url: string, resolve?: Resolve): Promise<Outcome> {
  const caller = await opened(createCaller({ policy, ...(resolve === undefined ? {} : { resolve }) }));
  return caller.call(url, {}, '{}');
}

/** The URL of the endpoint under another host. */
function under(host: string, url: string): string {
  return url.replace('127.0.0.1', host);
}

describe('the address that a call dials', () => {
  test('is the one that the name resolves to, where that is allowed', async () => {
    const sink = await opened(sinkEndpoint());
    const resolve = await resolverThatSays(() => ({ kind: 'addresses', ipv4: ['127.0.0.1'] }));
    expect(await post(dev, under('hooks.example.com', sink.url), resolve)).toMatchObject({
      kind: 'answered',
    });
    expect(sink.received[0]?.headers.host).toMatch(/^hooks\.example\.com:/);
  });

  test.each([
    ['a private one', { ipv4: ['10.0.0.1'] }],
    ['loopback', { ipv4: ['127.0.0.1'] }],
    ['this host', { ipv4: ['0.0.0.0'] }],
    ['metadata', { ipv4: ['169.254.169.254'] }],
    ['loopback in IPv6', { ipv6: ['::1'] }],
    ['IPv4-mapped', { ipv6: ['::ffff:7f00:1'] }],
    ['IPv4-compatible', { ipv6: ['::7f00:1'] }],
    ['NAT64', { ipv6: ['64:ff9b::7f00:1'] }],
    ['local NAT64', { ipv6: ['64:ff9b:1::7f00:1'] }],
    ['6to4', { ipv6: ['2002:7f00:1::'] }],
    ['unique local', { ipv6: ['fd00:ec2::254'] }],
    ['several of them', { ipv4: ['192.168.0.1', '127.0.0.1'], ipv6: ['::1', 'fe80::1'] }],
  ])('is blocked where a public name resolves to %s', async (_, addresses) => {
    const sink = await opened(sinkEndpoint());
    const resolve = await resolverThatSays(() => ({ kind: 'addresses', ...addresses }));
    const url = under('hooks.example.com', sink.url).replace('http:', 'https:');
    const outcome = await post(strict, url, resolve);
    expect(outcome).toMatchObject({ kind: 'failed', error: 'blocked_target', statusCode: 0 });
    expect(outcome).toMatchObject({ message: expect.stringContaining('hooks.example.com') });
  });

  test.each([
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::7f00:1]',
    '[64:ff9b::7f00:1]',
    '0.0.0.0',
    '10.0.0.1',
    '169.254.169.254',
  ])('is blocked where the URL names %s, in development too', async (host) => {
    const sink = await opened(sinkEndpoint());
    expect(await post(dev, under(host, sink.url))).toMatchObject({ kind: 'failed', error: 'blocked_target' });
    expect(sink.received).toHaveLength(0);
  });

  test('is an allowed one of the name, where it has forbidden ones as well', async () => {
    const sink = await opened(sinkEndpoint());
    const resolve = await resolverThatSays(() => ({
      kind: 'addresses',
      ipv4: ['10.0.0.1', '127.0.0.1'],
      ipv6: ['fd00::1'],
    }));
    expect(await post(dev, under('hooks.example.com', sink.url), resolve)).toMatchObject({
      kind: 'answered',
    });
  });

  test('is judged again on every connection: a name that turns private after the first call is blocked', async () => {
    const endpoint = await opened(
      requestEndpoint((socket) => socket.end(answerText('200 OK', ['connection: close'], 'first'))),
    );
    const resolve = await resolverThatSays((_, question) => ({
      kind: 'addresses',
      ipv4: [question === 0 ? '127.0.0.1' : '10.0.0.1'],
    }));
    const caller = await opened(createCaller({ policy: dev, resolve }));
    const url = under('rebinding.example.com', endpoint.url);
    expect(await caller.call(url, {}, '{}')).toMatchObject({ kind: 'answered', responseBody: 'first' });
    expect(await caller.call(url, {}, '{}')).toMatchObject({ kind: 'failed', error: 'blocked_target' });
    expect(endpoint.accepted()).toBe(1);
  });

  test('is judged on the connected socket, whatever was dialled: 0.0.0.0 leads to loopback', async () => {
    const endpoint = await opened(
      requestEndpoint((socket) => socket.write(answerText('200 OK', [], 'leak'))),
    );
    const resolve: Resolve = (_, callback) => callback(null, [{ address: '0.0.0.0', family: 4 }]);
    const dial = createDial({
      policy: { dev: false, allowedNetworks: ['0.0.0.0/32'] },
      resolve,
      extraCertificates: [],
    });
    const destination = {
      secure: false,
      hostname: 'hooks.example.com',
      port: endpoint.port,
      session: undefined,
    };
    const result = await new Promise((settle) =>
      dial(destination, (error, socket) => settle(error ?? socket)),
    );
    expect(result).toMatchObject({
      failure: { error: 'blocked_target', message: expect.stringContaining('127.0.0.1') },
    });
    await endpoint.untilOpen(0);
  });
});

describe('a name', () => {
  test('that does not exist, or has no address, is a failure of DNS', async () => {
    const unknown = await resolverThatSays(() => ({ kind: 'unknown' }));
    const empty = await resolverThatSays(() => ({ kind: 'addresses' }));
    for (const resolve of [unknown, empty]) {
      const outcome = await post(strict, 'https://nowhere.example.com/', resolve);
      expect(outcome).toMatchObject({ kind: 'failed', error: 'dns' });
      expect(outcome).toMatchObject({ message: expect.stringContaining('nowhere.example.com') });
    }
  });
});
