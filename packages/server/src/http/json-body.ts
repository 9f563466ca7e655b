import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { accepted, type Result, refused } from '../domain/refusal.ts';
import { granted } from './errors.ts';

/** Of every body but that of a publish, which has its own limit. */
export const bodyBytesMax = 65_536;

/**
 * Bodies are JSON in UTF-8. A key "__proto__" is a key like any other: JSON.parse makes it a property, and the
 * schemas refuse it by name where it is not expected.
 */
export function readJsonBodies(server: FastifyInstance): void {
  readRawBodies(server, (bytes) => {
    const text = granted(decode(bytes));
    // Clients send the header without a body too: each schema says whether it wants one.
    return text === '' ? undefined : granted(parseJson(text));
  });
}

/** Hands JSON bodies over as bytes; what else comes is refused as unsupported_media_type. */
export function readRawBodies(server: FastifyInstance, convert: (bytes: Buffer) => unknown): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    try {
      done(null, convert(bytes));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/** Refuses invalid_json for bytes that are not UTF-8. */
export function decode(bytes: Buffer): Result<string> {
  return isUtf8(bytes) ? accepted(bytes.toString('utf8')) : refused('invalid_json', 'The body is not UTF-8.');
}

/** Refuses invalid_json, saying where the text stops being JSON. */
export function parseJson(text: string): Result<unknown> {
  try {
    return accepted(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : String(error);
    return refused('invalid_json', `The body is not JSON: ${reason}`);
  }
}
