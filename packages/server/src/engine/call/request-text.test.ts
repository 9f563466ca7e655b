import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestStart, requestText } from './request-text.ts';

const start = requestStart(new URL('https://example.com:8443/hooks?a=b'));

test('a request written in its encoding is the head in ASCII and the body in UTF-8, of the length that it states', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (body) => {
      const request = requestText(start, { 'x-a': '1' }, body);
      const written = Buffer.from(request?.text ?? '', request?.encoding);
      const expected =
        'POST /hooks?a=b HTTP/1.1\r\nhost: example.com:8443\r\nconnection: keep-alive\r\nx-a: 1\r\n' +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
      expect(written.equals(Buffer.from(expected, 'utf8'))).toBe(true);
    }),
  );
});

test('a header name or value that could end its line makes no request', () => {
  for (const headers of [{ a: 'b\r\nc: d' }, { a: 'b\nc' }, { 'a: b\r\nc': 'd' }, { a: 'é' }, { '': 'x' }]) {
    expect(requestText(start, headers, '{}')).toBeNull();
  }
});
