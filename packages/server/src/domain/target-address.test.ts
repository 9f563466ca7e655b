import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressAllowed, isPublic, type TargetPolicy } from './target-address.ts';

const strict: TargetPolicy = { dev: false, allowedNetworks: [] };
const dev: TargetPolicy = { dev: true, allowedNetworks: [] };

/** First and last address of each block that must never be dialled. */
const forbidden = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.31.196.0', '192.31.196.255'],
  ['192.52.193.0', '192.52.193.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['192.175.48.0', '192.175.48.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '239.255.255.255'],
  ['240.0.0.0', '255.255.255.255'],
  ['::', '::ffff:ffff:ffff'], // unspecified, loopback, IPv4-compatible, IPv4-mapped
  ['64:ff9b::', '64:ff9b::ffff:ffff'],
  ['64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['100::', '100::1:ffff:ffff:ffff:ffff'],
  ['1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff'],
  ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['4000::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
] as const;

describe('an address', () => {
  test.each(forbidden)('between %s and %s is never public', (first, last) => {
    expect(isPublic(first)).toBe(false);
    expect(isPublic(last)).toBe(false);
    fc.assert(
      fc.property(between(first, last), (ip) => {
        expect(addressAllowed(ip, strict)).toBe(false);
      }),
    );
  });

  test.each([
    '1.0.0.0',
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '191.255.255.255',
    '192.0.1.0',
    '192.0.3.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '168.63.129.15',
    '2000::1',
    '2001:200::1',
    '2606:4700:4700::1111',
    '2a00:1450:4001::1',
    '3ffe:ffff::1',
    '2003::1',
    '2001:4860:4860::8888',
  ])('%s just outside the special blocks is public', (ip) => {
    expect(addressAllowed(ip, strict)).toBe(true);
  });

  test.each([
    '169.254.169.254',
    '169.254.170.2',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    'fd00:ec2::254',
    'fd20:ce::254',
  ])('%s of a cloud metadata service is forbidden, in development too', (ip) => {
    expect(addressAllowed(ip, strict)).toBe(false);
    expect(addressAllowed(ip, dev)).toBe(false);
  });

  test('that embeds an IPv4 address is forbidden whatever it embeds', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
        const groups = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        for (const embedding of [
          `::${ip}`,
          `::ffff:${ip}`,
          `::ffff:${groups}`,
          `::ffff:0:${groups}`,
          `64:ff9b::${groups}`,
          `64:ff9b:1::${groups}`,
          `2002:${groups}::1`,
          `2001::${groups}`,
          `0:0:0:0:0:ffff:${groups}`,
        ]) {
          expect(addressAllowed(embedding, strict)).toBe(false);
        }
      }),
    );
  });

  test('that is text of another kind is forbidden', () => {
    for (const policy of [strict, dev, { dev: true, allowedNetworks: ['0.0.0.0/0', '::/0'] }]) {
      for (const text of [
        '',
        'localhost',
        'example.com',
        '127.1',
        '0x7f.1',
        '2130706433',
        '0177.0.0.1',
        '[::1]',
        '8.8.8.8 ',
        '8.8.8',
      ]) {
        expect(addressAllowed(text, policy)).toBe(false);
      }
    }
  });

  test('of loopback, and no other private one, is allowed in development', () => {
    for (const ip of ['127.0.0.1', '127.255.255.254', '::1']) {
      expect(addressAllowed(ip, dev)).toBe(true);
      expect(addressAllowed(ip, strict)).toBe(false);
    }
    for (const ip of [
      '10.0.0.1',
      '192.168.0.1',
      '0.0.0.0',
      '::',
      '::ffff:127.0.0.1',
      'fe80::1',
      'fe80::1%eth0',
      'fd00::1',
    ]) {
      expect(addressAllowed(ip, dev)).toBe(false);
    }
  });

  test('inside an allowed network is allowed, and nothing around it', () => {
    const opened: TargetPolicy = {
      dev: false,
      allowedNetworks: ['10.1.0.0/16', 'fd12:3456::/32', '64:ff9b::/96'],
    };
    for (const ip of ['10.1.0.0', '10.1.255.255', 'fd12:3456::1', '64:ff9b::808:808', '8.8.8.8']) {
      expect(addressAllowed(ip, opened)).toBe(true);
    }
    for (const ip of [
      '10.0.255.255',
      '10.2.0.0',
      'fd12:3457::1',
      '127.0.0.1',
      '169.254.169.254',
      '::ffff:10.1.0.1',
    ]) {
      expect(addressAllowed(ip, opened)).toBe(false);
    }
  });

  test('is judged without regard to how it is written', () => {
    for (const ip of [
      '::1',
      '0:0:0:0:0:0:0:1',
      '0000:0000:0000:0000:0000:0000:0000:0001',
      'FE80::1',
      'FD00:EC2:0::254',
    ]) {
      expect(addressAllowed(ip, strict)).toBe(false);
    }
  });
});

/** Addresses of the block, both ends included. */
function between(first: string, last: string): fc.Arbitrary<string> {
  const isIpv6 = first.includes(':');
  return fc
    .bigInt({ min: numberAt(first), max: numberAt(last) })
    .map((value) => (isIpv6 ? ipv6Of(value) : ipv4Of(value)));
}

function numberAt(ip: string): bigint {
  if (!ip.includes(':')) return ip.split('.').reduce((value, octet) => value * 256n + BigInt(octet), 0n);
  const [head = '', tail = ''] = ip.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const groups = ip.includes('::')
    ? [...front, ...Array(8 - front.length - back.length).fill('0'), ...back]
    : front;
  return groups.reduce<bigint>((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}

function ipv4Of(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
}

function ipv6Of(value: bigint): string {
  return [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n]
    .map((shift) => ((value >> shift) & 65535n).toString(16))
    .join(':');
}
