import { describe, expect, test } from 'vitest';
import { messageId, webhookCall } from '../../test/webhook-call.ts';
import type { RequestHeaders } from '../header.ts';
import { callHeadersOf } from './call-headers.ts';
import { signatureHeaderCharsMax, signaturesMax } from './signature.ts';

const { headers } = webhookCall();
const good = headers['webhook-signature'] ?? '';
const withSignature = (value: string): RequestHeaders => ({ ...headers, 'webhook-signature': value });

describe('missing_header', () => {
  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('no %s', (name) => {
    const { [name]: _, ...others } = headers;
    expect(callHeadersOf(others)).toMatchObject({
      code: 'missing_header',
      message: expect.stringContaining(name),
    });
  });

  test.each<[string, unknown]>([
    ['no headers at all', {}],
    ['headers that are none', null],
    ['another scheme', { 'dotfile-signature': 'a'.repeat(64) }],
  ])('%s', (_, given) => {
    expect(callHeadersOf(given)).toMatchObject({ code: 'missing_header' });
  });
});

describe('the signature header', () => {
  test.each([
    ['empty', ''],
    ['a space', ' '],
    ['junk', 'junk'],
    ['junk beside a right one', `${good} junk`],
    ['another version alone', `v2,${good.slice(3)}`],
    ['versions that only look alike', `v1b,${good.slice(3)} V1,${good.slice(3)}`.slice(0, 48)],
    ['no version', good.slice(3)],
    ['a version alone', 'v1,'],
    ['an empty part between two', `${good}  ${good}`],
    ['an empty part at its end', `${good} `],
    ['an empty part at its start', ` ${good}`],
    ['joined with commas', `${good}, ${good}`],
    ['a tab', `${good}\t${good}`],
    ['a line break at its end', `${good}\n`],
    ['not ASCII', `v1,${'é'.repeat(44)}`],
    ['not base64', `v1,${'!'.repeat(44)}`],
    ['base64 for addresses', `v1,${'-_'.repeat(21)}A=`],
    ['base64 without its padding', good.slice(0, -1)],
    ['base64 with other last bits', `v1,${'A'.repeat(42)}B=`],
    ['too short', `v1,${Buffer.alloc(31).toString('base64')}`],
    ['too long', `v1,${Buffer.alloc(33).toString('base64')}`],
    ['a v1a of the length of a v1', `v1a,${good.slice(3)}`],
    ['a v1 of the length of a v1a', `v1,${Buffer.alloc(64).toString('base64')}`],
    [
      'one signature too many',
      Array(signaturesMax + 1)
        .fill(good)
        .join(' '),
    ],
    ['a thousand', Array(1000).fill(good).join(' ')],
    ['a thousand of other versions and then a right one', `${'v9,x '.repeat(1000)}${good}`],
    ['a right one and then megabytes', `${good} v2,${'a'.repeat(10_000_000)}`],
    ['megabytes of spaces', ' '.repeat(10_000_000)],
  ])('%s is malformed', (_, value) => {
    expect(callHeadersOf(withSignature(value))).toMatchObject({ code: 'malformed_header' });
  });

  test('with parts of versions that are not known here is read for those that are', () => {
    const value = `v2,abc ${good} v1b,??? v10,${'z'.repeat(200)}`;
    expect(callHeadersOf(withSignature(value))).toMatchObject({ signatures: [{ version: 'v1' }] });
  });

  test('may hold as many signatures as it may have parts, each of the longest kind', () => {
    const long = `v1a,${Buffer.alloc(64).toString('base64')}`;
    const value = Array(signaturesMax).fill(long).join(' ');
    expect(value.length).toBeLessThanOrEqual(signatureHeaderCharsMax);
    expect(callHeadersOf(withSignature(value))).toMatchObject({ signatures: { length: signaturesMax } });
  });

  test('sent twice is malformed, in whatever shape', () => {
    for (const twice of [
      { ...headers, 'webhook-signature': [good, good] },
      { ...headers, 'Webhook-Signature': good },
      new Headers([...Object.entries(headers), ['webhook-signature', good]]),
    ]) {
      expect(callHeadersOf(twice)).toMatchObject({ code: 'malformed_header' });
    }
  });

  test('that throws when it is read is malformed', () => {
    const trap = () => {
      throw new Error('no');
    };
    expect(callHeadersOf({ get: trap })).toMatchObject({ code: 'malformed_header' });
  });
});

describe('the id', () => {
  test.each([
    ['empty', ''],
    ['a space', 'msg 1'],
    ['a line break at its end', `${messageId}\n`],
    ['a full stop, which separates what is signed', 'msg.1'],
    ['not ASCII', 'msg_é'],
    ['longer than 256 characters', 'm'.repeat(257)],
    ['megabytes', 'm'.repeat(10_000_000)],
  ])('%s is malformed', (_, id) => {
    expect(callHeadersOf({ ...headers, 'webhook-id': id })).toMatchObject({ code: 'malformed_header' });
  });

  test.each([messageId, '01957a10-6c00-7000-8000-0c2f1d3e4a5b', 'a', '~!/,', 'm'.repeat(256)])(
    '%j is taken',
    (id) => {
      expect(callHeadersOf({ ...headers, 'webhook-id': id })).toMatchObject({ id });
    },
  );
});
