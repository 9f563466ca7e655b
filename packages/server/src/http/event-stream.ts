/**
 * One answer of server-sent events.
 *
 * States: open (a comment every `heartbeatMs`, events as they come), ended (by us or by the client; nothing is written
 * any more). A client that reads too slowly is cut off: it comes back, and hears then that it missed something.
 */
import type { ServerResponse } from 'node:http';

export interface EventStreamOptions {
  readonly heartbeatMs: number;
  /** More bytes than these that the client has not taken: it is cut off. */
  readonly unsentBytesMax: number;
  readonly headers: Readonly<Record<string, string | number | readonly string[]>>;
  /** Called once, whoever ended it. */
  readonly ended: () => void;
}

/** A browser tries to connect again after this long. */
const retryMs = 2_000;

export class EventStream {
  readonly #response: ServerResponse;
  readonly #options: EventStreamOptions;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(response: ServerResponse, options: EventStreamOptions) {
    this.#response = response;
    this.#options = options;
    this.#heartbeat = setInterval(() => this.#write(':\n\n'), options.heartbeatMs).unref();
    response.once('close', () => {
      clearInterval(this.#heartbeat);
      options.ended();
    });
    // The socket was lost while something was written: `close` follows.
    response.on('error', () => {});
    response.writeHead(200, {
      ...options.headers,
      'content-type': 'text/event-stream; charset=utf-8',
      // Proxies that gather answers would keep the events back.
      'x-accel-buffering': 'no',
    });
    this.#write(`retry: ${retryMs}\n\n`);
  }

  /** `data` is sent as JSON. */
  send(event: string, id: string, data: object): void {
    this.#write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** At once: a client that is there reads what was written to the end. */
  end(): void {
    clearInterval(this.#heartbeat);
    if (!this.#response.writableEnded) this.#response.end();
  }

  #write(text: string): void {
    if (this.#response.writableEnded || this.#response.destroyed) return;
    this.#response.write(text);
    if (this.#response.writableLength > this.#options.unsentBytesMax) this.#response.destroy();
  }
}
