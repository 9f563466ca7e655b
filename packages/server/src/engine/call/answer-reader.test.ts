import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswerHead, headersKeptMax } from './answer-head.ts';
import { AnswerReader } from './answer-reader.ts';

const headerBytesMax = 512;

interface Read {
  head: AnswerHead | null;
  body: string;
  ends: number;
  rest: boolean;
  invalid: string[];
  fedAfterEnd: number;
}

/** What is told of these pieces, and of the end of the connection where `closed`. */
function read(pieces: readonly Buffer[], closed = false): Read {
  const told: Read = { head: null, body: '', ends: 0, rest: false, invalid: [], fedAfterEnd: 0 };
  const reader = new AnswerReader(
    {
      onHead: (head) => {
        told.head = head;
      },
      onData: (chunk) => {
        if (told.ends + told.invalid.length > 0) told.fedAfterEnd += 1;
        told.body += chunk.toString('latin1');
      },
      onEnd: (rest) => {
        told.ends += 1;
        told.rest = rest;
      },
      onInvalid: (failure) => told.invalid.push(failure.error),
    },
    headerBytesMax,
  );
  for (const piece of pieces) reader.feed(piece);
  if (closed) reader.endOfConnection();
  return told;
}

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

function cut(text: string, cuts: readonly number[]): Buffer[] {
  const whole = bytes(text);
  const ends = [...cuts.map((at) => at % (whole.length + 1)), whole.length].toSorted((a, b) => a - b);
  return ends.map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
}

const content = fc.array(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 40 }), { maxLength: 5 });
const cuts = fc.array(fc.nat(2000), { maxLength: 8 });

function framed(framing: 'length' | 'chunked' | 'until_close', parts: readonly string[]): string {
  const start = 'HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a:  2 \r\n';
  const body = parts.join('');
  if (framing === 'length') return `${start}Content-Length: ${body.length}\r\n\r\n${body}`;
  if (framing === 'until_close') return `${start}\r\n${body}`;
  const chunks = parts.map((part) => `${part.length.toString(16)};x=y\r\n${part}\r\n`).join('');
  return `${start}Transfer-Encoding: Chunked\r\n\r\n${chunks}0\r\nTrailer: z\r\n\r\n`;
}

describe('an answer', () => {
  test('reads the same in whatever pieces it arrives, in each of the three framings', () => {
    const framing = fc.constantFrom('length' as const, 'chunked' as const, 'until_close' as const);
    fc.assert(
      fc.property(framing, content, cuts, (kind, parts, at) => {
        const told = read(cut(framed(kind, parts), at), kind === 'until_close');
        expect(told.head).toMatchObject({ statusCode: 200, headers: { 'x-a': '1, 2' } });
        expect(told).toMatchObject({ body: parts.join(''), ends: 1, rest: false, invalid: [] });
      }),
    );
  });

  test('of any bytes at all ends at most once, and nothing is told after that', () => {
    const junk = fc.uint8Array({ maxLength: 200 }).map((raw) => Buffer.from(raw));
    const likely = fc
      .constantFrom(
        'HTTP/1.1 200 OK\r\n',
        'content-length: 3\r\n',
        'transfer-encoding: chunked\r\n',
        '\r\n',
        '3\r\n',
      )
      .map(bytes);
    fc.assert(
      fc.property(fc.array(fc.oneof(junk, likely), { maxLength: 12 }), fc.boolean(), (pieces, closed) => {
        const told = read(pieces, closed);
        expect(told.ends + told.invalid.length).toBeLessThanOrEqual(1);
        expect(told.fedAfterEnd).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  test('tells of bytes behind its end, which belong to no request', () => {
    expect(read([bytes('HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\n')])).toMatchObject({
      ends: 1,
      rest: true,
    });
    expect(read([bytes('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokmore')])).toMatchObject({
      body: 'ok',
      rest: true,
    });
  });

  test('may be preceded by early hints', () => {
    const hints = 'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n';
    const told = read([bytes(`${hints}${hints}HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n`)]);
    expect(told).toMatchObject({ head: { statusCode: 202 }, ends: 1 });
  });

  test.each([
    ['that is not HTTP', 'SSH-2.0-OpenSSH\r\n'],
    ['of another major version', 'HTTP/2.0 200 OK\r\n\r\n'],
    ['with a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n'],
    ['with bare line feeds', 'HTTP/1.1 200 OK\ncontent-length: 0\n\n\r\n\r\n'],
    ['with a folded field', 'HTTP/1.1 200 OK\r\nx: a\r\n b\r\n\r\n'],
    ['with a space before a colon', 'HTTP/1.1 200 OK\r\ncontent-length : 2\r\n\r\nok'],
    ['with a NUL in a field', 'HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n'],
    [
      'with both a length and an encoding',
      'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\nok',
    ],
    ['with two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok'],
    ['with a signed length', 'HTTP/1.1 200 OK\r\ncontent-length: +2\r\n\r\nok'],
    ['with a chunk size that is no number', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
    [
      'with a chunk longer than it says',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n',
    ],
    ['that switches protocols', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
  ])('%s is invalid', (_, text) => {
    expect(read([bytes(text)], true)).toMatchObject({ ends: 0, invalid: ['invalid_response'] });
  });

  test('whose headers exceed the limit is refused, even where they never end', () => {
    const endless = Array.from({ length: headerBytesMax }, () => bytes('x: y\r\n'));
    expect(read([bytes('HTTP/1.1 200 OK\r\n'), ...endless]).invalid).toEqual(['headers_too_large']);
  });

  test('keeps no more header fields than the limit', () => {
    const fields = Array.from({ length: headersKeptMax + 9 }, (_, index) => `x${index}: v\r\n`).join('');
    const told = read([bytes(`HTTP/1.1 200 OK\r\n${fields}\r\n`)]);
    expect(Object.keys(told.head?.keptHeaders ?? {})).toHaveLength(headersKeptMax);
  });

  test('says whether its connection may be used again', () => {
    const persistence = (head: string): boolean | undefined =>
      read([bytes(`${head}\r\n\r\n`)]).head?.persistent;
    expect(persistence('HTTP/1.1 200 OK\r\ncontent-length: 0')).toBe(true);
    expect(persistence('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: x, Close')).toBe(false);
    expect(persistence('HTTP/1.0 200 OK\r\ncontent-length: 0')).toBe(false);
    expect(persistence('HTTP/1.0 200 OK\r\ncontent-length: 0\r\nconnection: keep-alive')).toBe(true);
    expect(persistence('HTTP/1.1 200 OK')).toBe(false);
  });
});
