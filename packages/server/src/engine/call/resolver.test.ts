import type { LookupAddress } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { type NameAnswer, type NameServer, nameServer } from '../../../test/endpoints/name-server.ts';
import { opened } from '../../../test/endpoints/opened.ts';
import { createResolver, type Resolve, type ResolverOptions } from './resolver.ts';

async function asking(
  answer: (name: string, question: number) => NameAnswer,
  options: Partial<ResolverOptions> = {},
): Promise<{ server: NameServer; resolve: Resolve }> {
  const server = await opened(nameServer(answer));
  const defaults = { order: 'dns', servers: [server.address], queryTimeoutMs: 100, now: () => 0 } as const;
  return { server, resolve: createResolver({ ...defaults, ...options }) };
}

function addressesOf(resolve: Resolve, name: string): Promise<readonly LookupAddress[]> {
  return new Promise((settle, fail) => {
    resolve(name, (error, addresses) => (error === null ? settle(addresses) : fail(error)));
  });
}

describe('a resolver', () => {
  test('answers every address, IPv4 first', async () => {
    const { resolve } = await asking(() => ({
      kind: 'addresses',
      ipv4: ['1.2.3.4', '1.2.3.5'],
      ipv6: ['2606:4700::1'],
    }));
    expect(await addressesOf(resolve, 'a.example.com')).toEqual([
      { address: '1.2.3.4', family: 4 },
      { address: '1.2.3.5', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
  });

  test('answers a name of IPv6 alone', async () => {
    const { resolve } = await asking(() => ({ kind: 'addresses', ipv6: ['2606:4700::1'] }));
    expect(await addressesOf(resolve, 'six.example.com')).toEqual([{ address: '2606:4700::1', family: 6 }]);
  });

  test('asks once for any number of simultaneous questions, and not again within the time to live', async () => {
    let now = 0;
    const { server, resolve } = await asking(
      () => ({ kind: 'addresses', ipv4: ['1.2.3.4'], ttlSeconds: 10 }),
      { now: () => now },
    );
    await Promise.all(Array.from({ length: 20 }, () => addressesOf(resolve, 'a.example.com')));
    now = 9_999;
    await addressesOf(resolve, 'a.example.com');
    expect(server.asked('a.example.com')).toBe(1);
    now = 10_000;
    await addressesOf(resolve, 'a.example.com');
    expect(server.asked('a.example.com')).toBe(2);
  });

  test('keeps an answer of a long time to live for half a minute, and one of none not at all', async () => {
    let now = 0;
    const { server, resolve } = await asking(
      (name) => ({ kind: 'addresses', ipv4: ['1.2.3.4'], ttlSeconds: name.startsWith('long') ? 86_400 : 0 }),
      { now: () => now },
    );
    for (const name of ['long.example.com', 'none.example.com']) {
      for (now of [0, 29_999, 30_000]) await addressesOf(resolve, name);
    }
    expect(server.asked('long.example.com')).toBe(2);
    expect(server.asked('none.example.com')).toBe(3);
  });

  test('tells everybody who waits of a failure and asks again the next time', async () => {
    const { server, resolve } = await asking((_, question) =>
      question === 0 ? { kind: 'unknown' } : { kind: 'addresses', ipv4: ['1.2.3.4'] },
    );
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => addressesOf(resolve, 'new.example.com')),
    );
    expect(results).toMatchObject(Array(5).fill({ status: 'rejected', reason: { code: 'ENOTFOUND' } }));
    expect(await addressesOf(resolve, 'new.example.com')).toHaveLength(1);
    expect(server.asked('new.example.com')).toBe(2);
  });

  test('gives up a name whose server is silent, and delays no other name meanwhile', async () => {
    const { resolve } = await asking((name) =>
      name.startsWith('dead') ? { kind: 'silence' } : { kind: 'addresses', ipv4: ['1.2.3.4'] },
    );
    let given = 0;
    const dead = Array.from({ length: 100 }, (_, index) =>
      addressesOf(resolve, `dead${index}.example.com`).catch((error: NodeJS.ErrnoException) => {
        given += 1;
        return error.code;
      }),
    );
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => addressesOf(resolve, `live${index}.example.com`)),
    );
    expect(given).toBe(0);
    expect(new Set(await Promise.all(dead))).toEqual(new Set(['ETIMEOUT']));
  });

  test('asks the operating system only where it is told to, and after DNS where it is told so', async () => {
    const unknown = () => ({ kind: 'unknown' }) as const;
    const { resolve: dnsAlone } = await asking(unknown);
    await expect(addressesOf(dnsAlone, 'localhost')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    const { server, resolve: both } = await asking(unknown, { order: 'dns_then_system' });
    expect(await addressesOf(both, 'localhost')).toContainEqual({ address: '127.0.0.1', family: 4 });
    expect(server.asked('localhost')).toBe(1);
    const { server: unasked, resolve: system } = await asking(unknown, { order: 'system' });
    expect(await addressesOf(system, 'localhost')).toContainEqual({ address: '127.0.0.1', family: 4 });
    expect(unasked.asked('localhost')).toBe(0);
  });
});
