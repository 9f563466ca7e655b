import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TargetPolicy } from './target-address.ts';
import { checkTargetUrl, targetUrlCharsMax } from './target-url.ts';

const strict: TargetPolicy = { dev: false, allowedNetworks: [] };
const dev: TargetPolicy = { dev: true, allowedNetworks: [] };
const opened: TargetPolicy = { dev: false, allowedNetworks: ['10.0.0.0/8'] };

function verdict(url: string, policy: TargetPolicy): string {
  const result = checkTargetUrl(url, policy);
  return result.ok ? 'ok' : result.refusal.code;
}

describe('the URL of a webhook', () => {
  test.each([
    'https://example.com',
    'https://example.com/hook?a=1&b=%20',
    'https://example.com:8443/',
    'https://hooks.example.co.uk/a/b',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/',
    'https://example.com./',
    'https://bücher.example/',
    'https://a_b.example.com/',
    'HTTPS://EXAMPLE.COM/Hook',
    'https://localhost.example.com/',
    'https://example.local.com/',
  ])('%s is accepted', (url) => {
    expect(verdict(url, strict)).toBe('ok');
  });

  test.each([
    '',
    'example.com',
    '/hook',
    'https://',
    'https:///',
    'https://exa mple.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:,x',
    'ws://example.com/',
    'https://user@example.com/',
    'https://user:pass@example.com/',
    'https://:pass@example.com/',
    'https://example.com/#fragment',
    'https://example.com/#',
    'https://example.com:0/',
    'https://example.com:65536/',
    'https://example.com\\@10.0.0.1/',
    'https://exa\nmple.com/',
    ' https://example.com/',
    'https://example.com/\u0000',
    'https://a..b/',
    'https://.example.com/',
    'https://-a.example.com/',
    'https://1.2.3.4.5/',
    'https://256.1.1.1/',
    'https://[::1',
    'https://[fe80::1%25eth0]/',
    `https://${'a'.repeat(64)}.com/`,
    `https://${'a.'.repeat(127)}com/`,
    `https://example.com/${'a'.repeat(targetUrlCharsMax)}`,
    `https://example.com/${'ü'.repeat(targetUrlCharsMax / 4)}`,
  ])('%j is not usable', (url) => {
    expect(verdict(url, strict)).toBe('validation_failed');
    expect(verdict(url, dev)).toBe('validation_failed');
  });

  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://0/',
    'https://0.0.0.0/',
    'https://127.0.0.1./',
    'https://①②⑦.0.0.1/',
    'https://%31%32%37.0.0.1/',
    'https://10.1.2.3/',
    'https://0xa.1/',
    'https://192.168.1.1/',
    'https://172.16.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://0xa9fea9fe/',
    'https://2852039166/',
    'https://100.64.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://192.0.2.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:8.8.8.8]/',
    'https://[64:ff9b::10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
    'https://[64:ff9b:1::a00:1]/',
    'https://[2002:a00:1::]/',
    'https://[2001:0:a00:1::]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://[ff02::1]/',
    'https://[::127.0.0.1]/',
    'https://localhost/',
    'https://LOCALHOST/',
    'https://localhost./',
    'https://a.localhost/',
    'https://printer.local/',
    'https://db.internal/',
    'https://db.internal./',
    'https://nas.lan/',
    'https://nas.home.arpa/',
    'https://localhost.localdomain/',
    'https://redis/',
    'https://metadata/',
    'https://metadata.google.internal/',
    'https://metadata.goog/',
    'https://ⓛocalhost/',
    'http://example.com/',
    'http://127.0.0.1/',
  ])('%s is blocked', (url) => {
    expect(verdict(url, strict)).toBe('blocked_target');
  });

  test('may be http, and name loopback, in development only', () => {
    for (const url of [
      'http://127.0.0.1:4401/',
      'https://127.1/',
      'http://localhost:1/',
      'http://a.localhost/',
      'http://[::1]:1/',
      'http://example.com/',
    ]) {
      expect(verdict(url, dev)).toBe('ok');
      expect(verdict(url, strict)).not.toBe('ok');
    }
    for (const url of [
      'http://10.0.0.1/',
      'http://[::ffff:127.0.0.1]/',
      'http://db.internal/',
      'http://redis/',
      'http://169.254.169.254/',
      'http://0.0.0.0/',
    ]) {
      expect(verdict(url, dev)).toBe('blocked_target');
    }
  });

  test('may name what an allowed network holds, by number or by a private name, still by https', () => {
    for (const url of [
      'https://10.1.2.3/',
      'https://0xa.1/',
      'https://receiver.internal/',
      'https://receiver/',
    ]) {
      expect(verdict(url, opened)).toBe('ok');
    }
    for (const url of [
      'http://10.1.2.3/',
      'https://192.168.0.1/',
      'https://localhost/',
      'https://metadata.google.internal/',
      'https://metadata/',
    ]) {
      expect(verdict(url, opened)).toBe('blocked_target');
    }
  });

  test('is answered in its normal form', () => {
    const result = checkTargetUrl('HTTPS://EXAMPLE.com:443/a/../b?x', strict);
    expect(result.ok && result.value.href).toBe('https://example.com/b?x');
  });

  test('is refused for every way of writing a private IPv4 address', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 24 - 1 }), fc.integer({ min: 0, max: 5 }), (host, form) => {
        const value = 10 * 2 ** 24 + host;
        const low = value % 2 ** 24;
        const written = [
          `${value}`,
          `0x${value.toString(16)}`,
          `0${value.toString(8)}`,
          `10.${low}`,
          `0xA.${low}`,
          `012.${low >> 16}.${low % 65536}`,
        ][form];
        expect(verdict(`https://${written}/`, strict)).toBe('blocked_target');
      }),
    );
  });

  test('never throws, and what it accepts is https without credentials or fragment', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.webUrl(),
          fc.string().map((text) => `https://${text}`),
        ),
        (text) => {
          const result = checkTargetUrl(text, strict);
          if (!result.ok) return;
          const { protocol, username, password, hash, href } = result.value;
          expect([protocol, username, password, hash]).toEqual(['https:', '', '', '']);
          expect(href.length).toBeLessThanOrEqual(targetUrlCharsMax);
        },
      ),
    );
  });
});
