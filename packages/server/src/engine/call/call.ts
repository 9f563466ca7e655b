import type { Outcome } from '../../domain/outcome.ts';
import type { AnswerHead } from './answer-head.ts';
import type { Connection, Exchange } from './connection.ts';
import type { Timed } from './deadlines.ts';
import { type Failure, failureOf, isClosedByPeer } from './failure.ts';
import type { RequestText } from './request-text.ts';
import { BodyStart } from './response.ts';

/** What a call needs of the caller that it belongs to. */
export interface CallHost {
  readonly timeoutMs: number;
  readonly responseBytesMax: number;
  readonly responseBodyStoredBytesMax: number;
  /** Milliseconds, monotonic. */
  now(): number;
  /** The call is over. `connection` is fit for another request where `reusable`, otherwise it is to be destroyed. */
  ended(call: Call, connection: Connection | null, reusable: boolean): void;
  /** Sends the call again on a new connection; the one it had is dead. */
  sendAgain(call: Call, dead: Connection): void;
}

/**
 * One HTTP call: the exchange that a connection tells of its progress, and the entry of the list of deadlines.
 *
 * States: waiting (no connection) → sent → answering (first byte of an answer) → ended; from each of them straight
 * to ended by a failure or the deadline; from sent back to waiting at most once, where a reused connection turns out
 * to be closed. Invariants: `finish` is called once; what is told after the end is ignored.
 */
export class Call implements Timed, Exchange {
  readonly origin: string;
  readonly request: RequestText;
  deadlineAt = 0;
  earlier: Timed | null = null;
  later: Timed | null = null;
  connection: Connection | null = null;
  readonly startedAt: number;

  readonly #host: CallHost;
  readonly #finish: (outcome: Outcome) => void;
  readonly #body: BodyStart;
  #head: AnswerHead | null = null;
  #headers: Readonly<Record<string, string>> | null = null;
  #answering = false;
  #sentAgain = false;
  #ended = false;

  constructor(host: CallHost, origin: string, request: RequestText, finish: (outcome: Outcome) => void) {
    this.#host = host;
    this.origin = origin;
    this.request = request;
    this.#finish = finish;
    this.#body = new BodyStart(host.responseBodyStoredBytesMax);
    this.startedAt = host.now();
  }

  onAnswering(): void {
    this.#answering = true;
  }

  onHead(head: AnswerHead): void {
    if (this.#ended) return;
    this.#head = head;
    this.#headers = head.keptHeaders;
    if (head.body.kind === 'length' && head.body.bytes > this.#host.responseBytesMax) this.#failTooLarge();
  }

  onData(chunk: Buffer): void {
    if (this.#ended) return;
    this.#body.add(chunk);
    if (this.#body.bytesReceived > this.#host.responseBytesMax) this.#failTooLarge();
  }

  onEnd(rest: boolean): void {
    if (this.#ended || this.#head === null) return;
    const responseHeaders = this.#headers ?? {};
    const reusable = this.connection?.free(this.#head, rest) ?? false;
    this.#end(reusable, {
      kind: 'answered',
      statusCode: this.#head.statusCode,
      responseHeaders,
      responseBody: this.#body.text(responseHeaders),
      durationMs: this.#durationMs(),
    });
  }

  onInvalid(failure: Failure): void {
    this.fail(failure);
  }

  onError(error: Error): void {
    if (this.#ended) return;
    const { connection } = this;
    if (connection !== null && this.#mayBeSentAgain(connection, error)) {
      this.#sentAgain = true;
      this.connection = null;
      this.#host.sendAgain(this, connection);
      return;
    }
    this.fail(failureOf(error));
  }

  expire(): void {
    const seconds = this.#host.timeoutMs / 1000;
    this.fail({ error: 'timeout', message: `The endpoint did not answer completely within ${seconds} s.` });
  }

  fail(failure: Failure): void {
    if (this.#ended) return;
    this.#end(false, {
      kind: 'failed',
      error: failure.error,
      message: failure.message,
      statusCode: this.#head?.statusCode ?? 0,
      responseHeaders: this.#headers,
      responseBody: this.#headers === null ? null : this.#body.text(this.#headers),
      durationMs: this.#durationMs(),
    });
  }

  /**
   * A server may close a connection that it had kept alive at the moment we send: nothing of the request was
   * processed then, in all likelihood, and if it was, the receiver knows the event by its id.
   */
  #mayBeSentAgain(connection: Connection, error: Error): boolean {
    return connection.requestsDone > 0 && !this.#answering && !this.#sentAgain && isClosedByPeer(error);
  }

  #failTooLarge(): void {
    this.fail({
      error: 'response_too_large',
      message: `The answer is larger than ${this.#host.responseBytesMax} bytes.`,
    });
  }

  #end(reusable: boolean, outcome: Outcome): void {
    this.#ended = true;
    const { connection } = this;
    this.connection = null;
    this.#host.ended(this, connection, reusable);
    this.#finish(outcome);
  }

  #durationMs(): number {
    return Math.round(this.#host.now() - this.startedAt);
  }
}
