import { type AnswerHead, readHead } from './answer-head.ts';
import type { Failure } from './failure.ts';

/** What is told of an answer as it arrives: any number of informational heads aside, one head, data, one end. */
export interface AnswerHandler {
  onHead(head: AnswerHead): void;
  onData(chunk: Buffer): void;
  /** The answer is whole. `rest`: bytes came after it, which belong to no request. */
  onEnd(rest: boolean): void;
  onInvalid(failure: Failure): void;
}

/** A chunk's size line, extensions included, or a line of trailers. */
const lineBytesMax = 4 * 1024;

/**
 * Reads one answer out of the bytes of a connection, in whatever pieces they come; memory is bounded by
 * `headerBytesMax` whatever comes.
 *
 * States: head → (length | chunk_size ⇄ chunk_data → chunk_end | until_close) → done; trailers after the last chunk;
 * from each of them to done by an invalid byte. Nothing is told after done.
 */
export class AnswerReader {
  readonly #handler: AnswerHandler;
  readonly #headerBytesMax: number;
  #state:
    | 'head'
    | 'length'
    | 'chunk_size'
    | 'chunk_data'
    | 'chunk_end'
    | 'trailers'
    | 'until_close'
    | 'done' = 'head';
  /** Bytes of the head so far, where it came in several pieces. */
  #head: Buffer | null = null;
  #line = '';
  #trailerBytes = 0;
  /** Bytes of the body, or of the chunk, that are still to come. */
  #remaining = 0;

  constructor(handler: AnswerHandler, headerBytesMax: number) {
    this.#handler = handler;
    this.#headerBytesMax = headerBytesMax;
  }

  /** Reads a piece. What lies behind the end of the answer is not looked at. */
  feed(piece: Buffer): void {
    let rest: Buffer | null = piece;
    while (rest !== null && rest.length > 0 && this.#state !== 'done') rest = this.#step(rest);
  }

  /** The connection has ended: true where that is the answer's proper end. */
  endOfConnection(): boolean {
    if (this.#state !== 'until_close') return false;
    this.#finish(false);
    return true;
  }

  /** Reads on in the present state; answers what is left of the piece. */
  #step(piece: Buffer): Buffer | null {
    switch (this.#state) {
      case 'head':
        return this.#readHead(piece);
      case 'length':
      case 'chunk_data':
        return this.#readCounted(piece);
      case 'until_close':
        this.#handler.onData(piece);
        return null;
      case 'chunk_size':
      case 'chunk_end':
      case 'trailers':
        return this.#readLine(piece);
      case 'done':
        return null;
    }
  }

  #readHead(piece: Buffer): Buffer | null {
    const bytes: Buffer = this.#head === null ? piece : Buffer.concat([this.#head, piece]);
    if (!beginsLikeHttp(bytes)) return this.#invalid(notHttp);
    const end = bytes.indexOf('\r\n\r\n');
    if ((end === -1 ? bytes.length : end) > this.#headerBytesMax) return this.#invalid(headersTooLarge);
    if (end === -1) {
      this.#head = bytes;
      return null;
    }
    this.#head = null;
    const head = readHead(bytes.toString('latin1', 0, end));
    const rest = bytes.subarray(end + 4);
    if (head === null) return this.#invalid(notHttp);
    if (head.statusCode === 100 || head.statusCode === 101) return this.#invalid(misplaced);
    // Other informational answers (103 Early Hints) precede the real one.
    if (head.statusCode < 200) return rest;
    this.#handler.onHead(head);
    this.#beginBody(head.body, rest.length > 0);
    return rest;
  }

  #beginBody(body: AnswerHead['body'], rest: boolean): void {
    // The handler may have had enough of the answer when it saw the head.
    if (this.#state === 'done') return;
    switch (body.kind) {
      case 'none':
        this.#finish(rest);
        return;
      case 'length':
        this.#remaining = body.bytes;
        this.#state = 'length';
        return;
      case 'chunked':
        this.#state = 'chunk_size';
        return;
      case 'until_close':
        this.#state = 'until_close';
        return;
    }
  }

  #readCounted(piece: Buffer): Buffer | null {
    const data = piece.length <= this.#remaining ? piece : piece.subarray(0, this.#remaining);
    this.#remaining -= data.length;
    this.#handler.onData(data);
    // The handler may have had enough of it.
    if (this.#state !== 'length' && this.#state !== 'chunk_data') return null;
    const rest = piece.subarray(data.length);
    if (this.#remaining > 0) return rest;
    if (this.#state === 'length') this.#finish(rest.length > 0);
    else this.#state = 'chunk_end';
    return rest;
  }

  #readLine(piece: Buffer): Buffer | null {
    const end = piece.indexOf(0x0a);
    this.#line += piece.toString('latin1', 0, end === -1 ? piece.length : end);
    if (this.#line.length > lineBytesMax) return this.#invalid(notHttp);
    if (end === -1) return null;
    const rest = piece.subarray(end + 1);
    const line = this.#line;
    this.#line = '';
    if (!line.endsWith('\r')) return this.#invalid(notHttp);
    return this.#takeLine(line.slice(0, -1), rest) ? rest : null;
  }

  /** False where the answer has ended. */
  #takeLine(line: string, rest: Buffer): boolean {
    if (this.#state === 'chunk_end') return line === '' ? this.#to('chunk_size') : this.#refuse();
    if (this.#state === 'trailers') {
      this.#trailerBytes += line.length;
      if (this.#trailerBytes > this.#headerBytesMax) return this.#refuse();
      if (line === '') this.#finish(rest.length > 0);
      return line !== '';
    }
    const size = /^([0-9a-fA-F]{1,8})[\t ]*(?:;.*)?$/.exec(line);
    if (size === null) return this.#refuse();
    this.#remaining = Number.parseInt(size[1] ?? '', 16);
    return this.#to(this.#remaining === 0 ? 'trailers' : 'chunk_data');
  }

  #to(state: 'chunk_size' | 'chunk_data' | 'trailers'): true {
    this.#state = state;
    return true;
  }

  #refuse(): false {
    this.#invalid(notHttp);
    return false;
  }

  #finish(rest: boolean): void {
    this.#state = 'done';
    this.#handler.onEnd(rest);
  }

  #invalid(failure: Failure): null {
    this.#state = 'done';
    this.#handler.onInvalid(failure);
    return null;
  }

  /** Tells nothing more: the call is over. */
  stop(): void {
    this.#state = 'done';
  }
}

/** What is no HTTP is known by its first bytes, and need not be waited for. */
function beginsLikeHttp(bytes: Buffer): boolean {
  const length = Math.min(bytes.length, protocol.length);
  return protocol.compare(bytes, 0, length, 0, length) === 0;
}

const protocol = Buffer.from('HTTP/1.');

const headersTooLarge: Failure = {
  error: 'headers_too_large',
  message: 'The headers of the answer are larger than is accepted.',
};

const notHttp: Failure = {
  error: 'invalid_response',
  message: "The endpoint's answer is not valid HTTP/1.1.",
};

const misplaced: Failure = {
  error: 'invalid_response',
  message: 'The endpoint gave an answer that fits no POST request.',
};
