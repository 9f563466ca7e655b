import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleRoutes } from './console.ts';
import { setSecurityHeaders } from './security-headers.ts';

const folder = mkdtempSync(join(tmpdir(), 'belfry-console-'));
const page = '<!doctype html><title>Belfry</title>';
const script = 'export const answer = 42;';
const server = Fastify({ exposeHeadRoutes: false });
let port = 0;

beforeAll(async () => {
  build(page);
  writeFileSync(join(folder, '..', 'belfry-console-outside.js'), 'outside');
  server.addHook('onRequest', (incoming, reply, done) => {
    setSecurityHeaders(incoming, reply);
    done();
  });
  consoleRoutes(server, folder);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const address = server.server.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(folder, '..', 'belfry-console-outside.js'), { force: true });
});

describe('the console’s files', () => {
  test.each(['/', '/?webhook=1', '/sign-in', '/link', '/w/019f/logs?state=held', '/w/a/b/c'])(
    '%s answers the page, which asks each time whether there is a newer one',
    async (path) => {
      const answer = await ask(path);
      expect([answer.status, answer.text]).toEqual([200, page]);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(answer.headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
    },
  );

  test('a file that is named by its content is kept for good', async () => {
    const answer = await ask('/assets/index-abc.js');
    expect([answer.status, answer.text]).toEqual([200, script]);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  test('the smallest form that the browser takes is sent', async () => {
    const brotli = await ask('/assets/index-abc.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect([brotli.headers['content-encoding'], brotliDecompressSync(brotli.bytes).toString()]).toEqual([
      'br',
      script,
    ]);
    const gzip = await ask('/assets/index-abc.js', { 'accept-encoding': 'gzip, br;q=0' });
    expect([gzip.headers['content-encoding'], gunzipSync(gzip.bytes).toString()]).toEqual(['gzip', script]);
    expect(gzip.headers['vary']).toBe('accept-encoding');
  });

  test('what the browser has already is not sent again', async () => {
    const { headers } = await ask('/');
    const again = await ask('/', { 'if-none-match': `W/${headers['etag']}` });
    expect([again.status, again.text, again.headers['content-security-policy']]).toEqual([
      304,
      '',
      headers['content-security-policy'],
    ]);
  });

  test('HEAD answers the headers of GET and no body', async () => {
    const [head, get] = [await ask('/assets/index-abc.js', {}, 'HEAD'), await ask('/assets/index-abc.js')];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers['etag']).toBe(get.headers['etag']);
  });

  test.each([
    '/assets/../../belfry-console-outside.js',
    '/assets/..%2f..%2fbelfry-console-outside.js',
    '/assets/%2e%2e/%2e%2e/belfry-console-outside.js',
    '/assets/..%5c..%5cbelfry-console-outside.js',
    '/assets/index-abc.js.br',
    '/assets//index-abc.js',
    '/assets/',
    '/assets/index-other.js',
    '/index.html.br',
  ])('%s is no file of the console', async (path) => {
    const answer = await ask(path);
    expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([404, 'not_found']);
  });

  test('an address that nothing has says so in the form that was asked for', async () => {
    const html = await ask('/wobhooks', { accept: 'text/html,*/*' });
    expect([html.status, html.text]).toEqual([404, page]);
    const ofApi = await ask('/api/v1/nothing', { accept: 'text/html,*/*' });
    expect([ofApi.status, JSON.parse(ofApi.text).error.code]).toEqual([404, 'not_found']);
    const posted = await ask('/', { accept: 'text/html' }, 'POST');
    expect([posted.status, JSON.parse(posted.text).error.code]).toEqual([404, 'not_found']);
  });

  test('another build is served as soon as it is there, and a missing one says how to build it', async () => {
    renameSync(folder, `${folder}-away`);
    const missing = await ask('/');
    expect([missing.status, missing.text]).toEqual([
      503,
      expect.stringContaining('npm run build -w @belfry/console'),
    ]);
    renameSync(`${folder}-away`, folder);
    build('<!doctype html><title>Newer</title>');
    utimesSync(join(folder, 'index.html'), 1, 1);
    expect((await ask('/')).text).toContain('Newer');
    build(page);
  });
});

function build(html: string): void {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), html);
  writeFileSync(join(folder, 'assets', 'index-abc.js'), script);
  writeFileSync(join(folder, 'assets', 'index-abc.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'assets', 'index-abc.js.gz'), gzipSync(script));
}

/** With node:http, for fetch would resolve the dots in a path itself, and decompress. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  return new Promise<{
    readonly status: number | undefined;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly bytes: Buffer;
    readonly text: string;
  }>((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode, headers: response.headers, bytes, text: bytes.toString() });
      });
    });
    call.on('error', reject);
    call.end();
  });
}
