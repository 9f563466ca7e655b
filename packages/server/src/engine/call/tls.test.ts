import { describe, expect, test } from 'vitest';
import {
  expiredCertificate,
  localCertificate,
  otherHostCertificate,
  testKey,
} from '../../../test/endpoints/certificates.ts';
import { answeringEndpoint, hangingEndpoint } from '../../../test/endpoints/hostile.ts';
import { opened } from '../../../test/endpoints/opened.ts';
import { answerText, type Endpoint, tcpEndpoint } from '../../../test/endpoints/tcp.ts';
import { type Caller, type CallerOptions, createCaller } from './caller.ts';

function secureEndpoint(cert: string): Promise<Endpoint> {
  return opened(answeringEndpoint(answerText('200 OK', [], 'secure'), { key: testKey, cert }));
}

function devCaller(options: Partial<CallerOptions> = {}): Promise<Caller> {
  return opened(createCaller({ policy: { dev: true, allowedNetworks: [] }, ...options }));
}

describe('a call over TLS', () => {
  test('is made where the certificate is trusted, by name and by address, and keeps the connection', async () => {
    const endpoint = await secureEndpoint(localCertificate);
    const caller = await devCaller({ extraCertificates: [localCertificate] });
    for (const url of [endpoint.url, endpoint.url, endpoint.url.replace('127.0.0.1', 'localhost')]) {
      expect(await caller.call(url, {}, '{}')).toMatchObject({ kind: 'answered', responseBody: 'secure' });
    }
    expect(endpoint.accepted()).toBe(2);
  });

  test('is refused to a self-signed certificate', async () => {
    const endpoint = await secureEndpoint(localCertificate);
    const outcome = await (await devCaller()).call(endpoint.url, {}, '{}');
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: 'tls',
      message: expect.stringContaining('SELF_SIGNED'),
    });
    await endpoint.untilOpen(0);
  });

  test('is refused to a certificate of another host, and to an expired one', async () => {
    const caller = await devCaller({ extraCertificates: [otherHostCertificate, expiredCertificate] });
    const other = await secureEndpoint(otherHostCertificate);
    expect(await caller.call(other.url, {}, '{}')).toMatchObject({
      error: 'tls',
      message: expect.stringContaining('ALTNAME'),
    });
    const expired = await secureEndpoint(expiredCertificate);
    expect(await caller.call(expired.url, {}, '{}')).toMatchObject({
      error: 'tls',
      message: expect.stringContaining('EXPIRED'),
    });
  });

  test('fails where the endpoint speaks no TLS', async () => {
    const endpoint = await opened(tcpEndpoint((socket) => socket.write(answerText('200 OK', [], 'plain'))));
    const outcome = await (await devCaller()).call(endpoint.url.replace('http:', 'https:'), {}, '{}');
    expect(outcome).toMatchObject({ kind: 'failed', error: 'tls' });
  });

  test('is a timeout where the handshake is never answered, and a closed connection where it is cut', async () => {
    const caller = await devCaller({ connectTimeoutMs: 200 });
    const silent = await opened(hangingEndpoint());
    expect(await caller.call(silent.url.replace('http:', 'https:'), {}, '{}')).toMatchObject({
      error: 'timeout',
    });
    const cutting = await opened(tcpEndpoint((socket) => socket.once('data', () => socket.destroy())));
    expect(await caller.call(cutting.url.replace('http:', 'https:'), {}, '{}')).toMatchObject({
      error: 'connection_closed',
    });
  });
});
