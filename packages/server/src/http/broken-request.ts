import type { Socket } from 'node:net';
import { errorText } from './errors.ts';

/** Answers what is not even HTTP, or comes too slowly, before any route could. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  // The client has gone: there is nobody to answer.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = answerTo(error.code);
  const body = errorText({ code: 'invalid_request', message });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function answerTo(code: string | undefined): readonly [status: string, message: string] {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', 'The request did not arrive in time.'];
    case 'HPE_HEADER_OVERFLOW':
      return ['431 Request Header Fields Too Large', 'The headers of the request are larger than 16 KiB.'];
    default:
      return ['400 Bad Request', 'This is not a valid HTTP request.'];
  }
}
