import type { Socket } from 'node:net';
import { type buildConnector, Client, type Dispatcher } from 'undici';
import type { Deadlines, Timed } from './deadlines.ts';
import type { Destination, Dial } from './dial.ts';
import { CallFailure } from './failure.ts';

export interface ConnectionOptions {
  readonly dial: Dial;
  /** Ends attempts to connect. */
  readonly connectDeadlines: Deadlines;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly responseHeaderBytesMax: number;
  readonly keepAliveTimeoutMs: number;
}

/** Seconds that a server announces for an idle connection (Keep-Alive: timeout=5) are honoured up to this. */
const keepAliveTimeoutMsMax = 60_000;
/** Closing this much before the server does keeps a request from crossing its end of the connection. */
const keepAliveMarginMs = 1000;

/**
 * One keep-alive connection to one origin: an undici client that never has more than one request.
 *
 * States: dialling → ready → gone, and back to dialling where a request is waiting when the server closes an idle
 * connection. Invariants: `requestsDone` counts the answers on the present socket, so that a connection is "reused"
 * where it isn't zero; nothing is called after `destroy`.
 */
export class Connection implements Timed {
  deadlineAt = 0;
  earlier: Timed | null = null;
  later: Timed | null = null;
  readonly #client: Client;
  readonly #options: ConnectionOptions;
  #dialling: Socket | null = null;
  #destroyed = false;
  requestsDone = 0;

  /** `onClosed` is called when the socket is closed by either side, but not for `destroy`. */
  constructor(origin: string, destination: Destination, options: ConnectionOptions, onClosed: () => void) {
    this.#options = options;
    this.#client = new Client(origin, {
      connect: (_, callback) => this.#connect(destination, callback),
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: options.responseHeaderBytesMax,
      keepAliveTimeout: options.keepAliveTimeoutMs,
      keepAliveMaxTimeout: keepAliveTimeoutMsMax,
      keepAliveTimeoutThreshold: keepAliveMarginMs,
      // Deadlines are kept by the caller: one timer for all.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#client.on('disconnect', () => {
      if (!this.#destroyed) onClosed();
    });
  }

  send(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#client.dispatch(request, handler);
  }

  /** Closes the socket at once; a request under way fails. */
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#options.connectDeadlines.remove(this);
    this.#client.destroy(null, ignore);
    this.#dialling?.destroy();
    this.#dialling = null;
  }

  /** The attempt to connect has taken too long. */
  expire(): void {
    this.#dialling?.destroy(
      new CallFailure('timeout', 'The endpoint did not accept the connection in time.'),
    );
  }

  #connect(destination: Destination, callback: buildConnector.Callback): void {
    const { dial, connectDeadlines, now } = this.#options;
    connectDeadlines.add(this, now());
    this.#dialling = dial(destination, (error, socket) => {
      connectDeadlines.remove(this);
      this.#dialling = null;
      this.requestsDone = 0;
      if (error === null) callback(null, socket);
      else callback(error, null);
    });
  }
}

function ignore(): void {}
