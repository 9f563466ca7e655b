import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileNetworks, networkProblem } from './network.ts';

const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6().filter((ip) => !ip.includes('.'));

describe('a network', () => {
  test.each(['10.0.0.0/8', '192.168.1.7/32', '0.0.0.0/0', 'fd00::/8', '::1/128', '::ffff:0:0/96'])(
    '%s is read',
    (cidr) => {
      expect(networkProblem(cidr)).toBeNull();
    },
  );

  test.each([
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0/8',
    '010.0.0.0/8',
    '0x0a.0.0.0/8',
    '10.0.0.0/8/8',
    'fd00::/129',
    'fe80::1%eth0/64',
    'example.com/8',
    '10.0.0.0/+8',
    '10.0.0.0/8 ',
    ' 10.0.0.0/8',
    '/8',
  ])('"%s" is refused with a sentence that names it', (cidr) => {
    expect(networkProblem(cidr)).toContain(`"${cidr}"`);
    expect(() => compileNetworks([cidr])).toThrow(cidr);
  });

  test('holds exactly the IPv4 addresses that share its prefix', () => {
    fc.assert(
      fc.property(ipv4, ipv4, fc.integer({ min: 0, max: 32 }), (base, ip, bits) => {
        const sharesPrefix = bits === 0 || numberOf(base) >>> (32 - bits) === numberOf(ip) >>> (32 - bits);
        expect(compileNetworks([`${base}/${bits}`])(ip)).toBe(sharesPrefix);
      }),
    );
  });

  test('holds its own base, in IPv6 too', () => {
    fc.assert(
      fc.property(ipv6, fc.integer({ min: 0, max: 128 }), (base, bits) => {
        expect(compileNetworks([`${base}/${bits}`])(base)).toBe(true);
      }),
    );
  });

  test('holds nothing of the other family, mapped forms included', () => {
    const everyIpv4 = compileNetworks(['0.0.0.0/0']);
    const everyIpv6 = compileNetworks(['::/0']);
    fc.assert(
      fc.property(ipv6, (ip) => {
        expect([everyIpv4(ip), everyIpv6(ip)]).toEqual([false, true]);
      }),
    );
    fc.assert(
      fc.property(ipv4, (ip) => {
        expect([everyIpv4(ip), everyIpv6(ip)]).toEqual([true, false]);
      }),
    );
    expect(everyIpv4('::ffff:10.0.0.1')).toBe(false);
  });

  test('holds no text that is not an address', () => {
    const everything = compileNetworks(['0.0.0.0/0', '::/0']);
    fc.assert(
      fc.property(fc.domain(), (name) => {
        expect(everything(name)).toBe(false);
      }),
    );
    for (const text of ['', '1', '1.2.3', '0x7f.0.0.1', '0177.0.0.1', '::1::', '127.1'])
      expect(everything(text)).toBe(false);
  });
});

function numberOf(ip: string): number {
  return Buffer.from(ip.split('.').map(Number)).readUInt32BE();
}
