import type { Socket } from 'node:net';
import type { AnswerHead } from './answer-head.ts';
import { type AnswerHandler, AnswerReader } from './answer-reader.ts';
import type { Deadlines, Timed } from './deadlines.ts';
import type { Destination, Dial } from './dial.ts';
import { CallFailure, closedByPeer } from './failure.ts';
import type { RequestText } from './request-text.ts';

export interface ConnectionOptions {
  readonly dial: Dial;
  /** Ends attempts to connect. */
  readonly connectDeadlines: Deadlines;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly responseHeaderBytesMax: number;
  readonly keepAliveTimeoutMs: number;
}

/** One request as it goes over the wire, and who is told of its answer. */
export interface Exchange extends AnswerHandler {
  readonly request: RequestText;
  /** The first byte of an answer has come. */
  onAnswering(): void;
  /** No answer, or no whole one: the connection could not be made, or it broke. */
  onError(error: Error): void;
}

/** A time that a server announces for an idle connection (Keep-Alive: timeout=5) is honoured up to this. */
const keepAliveTimeoutMsMax = 60_000;
/** Closing this much before the server does keeps a request from crossing its end of the connection. */
const keepAliveMarginMs = 1_000;

/**
 * One keep-alive connection to one origin, with one exchange at a time.
 *
 * States: dialling → exchanging ⇄ idle → gone. Invariants: `#exchange` is set exactly while dialling or exchanging;
 * `requestsDone` counts the answers on the socket, so that a connection is "reused" where it isn't zero; nothing is
 * called after `destroy`, and whatever arrives while idle ends the connection.
 */
export class Connection implements Timed {
  deadlineAt = 0;
  earlier: Timed | null = null;
  later: Timed | null = null;
  requestsDone = 0;
  /** Until when it may be used again, while it is idle. */
  idleUntil = 0;
  readonly #options: ConnectionOptions;
  readonly #destination: Destination;
  readonly #onClosed: () => void;
  #socket: Socket | null = null;
  #ready = false;
  #exchange: Exchange | null = null;
  #reader: AnswerReader | null = null;
  #error: Error | null = null;
  #destroyed = false;

  /** `onClosed` is called when an idle connection is closed, but not for `destroy`. */
  constructor(destination: Destination, options: ConnectionOptions, onClosed: () => void) {
    this.#destination = destination;
    this.#options = options;
    this.#onClosed = onClosed;
  }

  send(exchange: Exchange): void {
    this.#exchange = exchange;
    this.#reader = new AnswerReader(exchange, this.#options.responseHeaderBytesMax);
    if (this.#ready) this.#socket?.write(exchange.request.text, exchange.request.encoding);
    else this.#connect();
  }

  /** The exchange is over: whether the connection is fit for another. */
  free(head: AnswerHead, rest: boolean): boolean {
    const { now, keepAliveTimeoutMs } = this.#options;
    this.#exchange = null;
    this.#reader = null;
    this.requestsDone += 1;
    const announcedMs = head.keepAliveMs === null ? keepAliveTimeoutMs : head.keepAliveMs - keepAliveMarginMs;
    const idleMs = Math.min(announcedMs, keepAliveTimeoutMsMax);
    this.idleUntil = now() + idleMs;
    const sent = this.#socket?.writableLength === 0;
    return head.persistent && !rest && sent && idleMs > 0 && !this.#destroyed && this.#error === null;
  }

  /** Closes the socket at once; an exchange under way is told nothing more. */
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#options.connectDeadlines.remove(this);
    this.#reader?.stop();
    this.#exchange = null;
    this.#socket?.destroy();
  }

  /** The attempt to connect has taken too long. */
  expire(): void {
    this.#socket?.destroy(new CallFailure('timeout', 'The endpoint did not accept the connection in time.'));
  }

  #connect(): void {
    const { dial, connectDeadlines, now } = this.#options;
    connectDeadlines.add(this, now());
    this.#socket = dial(this.#destination, (error, socket) => {
      connectDeadlines.remove(this);
      if (this.#destroyed) return;
      if (error !== null) this.#exchange?.onError(error);
      else this.#begin(socket);
    });
  }

  #begin(socket: Socket): void {
    this.#socket = socket;
    this.#ready = true;
    socket.on('data', (piece: Buffer) => this.#read(piece));
    socket.on('end', () => this.#reader?.endOfConnection());
    socket.on('error', (error) => {
      this.#error = error;
    });
    socket.on('close', () => this.#closed());
    if (this.#exchange === null) return;
    const { text, encoding } = this.#exchange.request;
    socket.write(text, encoding);
  }

  #read(piece: Buffer): void {
    if (this.#reader === null) {
      // Bytes that answer nothing: the connection cannot be trusted any more.
      this.#socket?.destroy();
      return;
    }
    this.#exchange?.onAnswering();
    this.#reader.feed(piece);
  }

  #closed(): void {
    if (this.#destroyed) return;
    if (this.#exchange === null) this.#onClosed();
    else this.#exchange.onError(this.#error ?? closedByPeer());
  }
}
