import { bareHost } from '../../domain/target-url.ts';
import type { Call } from './call.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import type { Destination } from './dial.ts';

export interface ConnectionsOptions extends ConnectionOptions {
  readonly connectionsPerOriginMax: number;
  /** Of all origins together; the least recently used one is closed first. */
  readonly idleConnectionsMax: number;
}

interface Origin {
  readonly name: string;
  readonly destination: Destination;
  /** The most recently used last, so that the others can grow old and close. */
  readonly idle: Connection[];
  /** Calls for which no connection is free, in order. */
  readonly waiting: Set<Call>;
  /** Idle and busy. */
  open: number;
}

/** An idle connection is closed at most this long after its time. */
const expireEveryMs = 500;

/**
 * The connections to all origins.
 *
 * States of a connection: busy ⇄ idle → gone. Invariants: an origin is kept exactly while it has a connection;
 * `open` never exceeds connectionsPerOriginMax; a call waits only while all connections of its origin are busy;
 * `#idle` holds the idle connections of all origins, the least recently used first, and no more than
 * idleConnectionsMax.
 */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #origins = new Map<string, Origin>();
  readonly #idle = new Map<Connection, Origin>();
  #expiring = false;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  /** Sends the call on an idle connection, on a new one, or as soon as one becomes free. */
  send(call: Call, originName: string): void {
    const origin = this.#origins.get(originName) ?? this.#addOrigin(originName);
    const idle = this.#takeIdle(origin);
    if (idle !== undefined) {
      assign(call, idle);
    } else if (origin.open < this.#options.connectionsPerOriginMax) {
      assign(call, this.#open(origin));
    } else {
      origin.waiting.add(call);
    }
  }

  /** The most recently used idle connection that the server still keeps, as far as one can know. */
  #takeIdle(origin: Origin): Connection | undefined {
    const idle = origin.idle.pop();
    if (idle === undefined) return undefined;
    this.#idle.delete(idle);
    if (idle.idleUntil > this.#options.now()) return idle;
    idle.destroy();
    origin.open -= 1;
    return this.#takeIdle(origin);
  }

  /**
   * Closes a connection that turned out to be dead and gives the call a new one: another idle one may be just as
   * dead, and the number of open ones stays the same.
   */
  replace(call: Call, dead: Connection, originName: string): void {
    dead.destroy();
    const origin = this.#origins.get(originName);
    if (origin === undefined) throw new Error(`A connection outlived its origin ${originName}.`);
    origin.open -= 1;
    assign(call, this.#open(origin));
  }

  /** For a call that waits and has run out of time. */
  forget(call: Call, originName: string): void {
    this.#origins.get(originName)?.waiting.delete(call);
  }

  /** Takes back a connection after a call: for the next one, or to be idle. */
  release(connection: Connection, originName: string): void {
    const origin = this.#origins.get(originName);
    if (origin === undefined) throw new Error(`A connection outlived its origin ${originName}.`);
    const [next] = origin.waiting;
    if (next !== undefined) {
      origin.waiting.delete(next);
      assign(next, connection);
      return;
    }
    origin.idle.push(connection);
    this.#idle.set(connection, origin);
    this.#closeExpiredLater();
    if (this.#idle.size > this.#options.idleConnectionsMax) this.#closeLeastRecentlyUsed();
  }

  /** Closes a busy connection; who waits for one gets a new one. */
  discard(connection: Connection, originName: string): void {
    connection.destroy();
    const origin = this.#origins.get(originName);
    if (origin === undefined) return;
    const [next] = origin.waiting;
    if (next === undefined) {
      this.#forgetOne(origin);
      return;
    }
    origin.waiting.delete(next);
    origin.open -= 1;
    assign(next, this.#open(origin));
  }

  /** Closes what is idle. */
  closeIdle(): void {
    for (const connection of [...this.#idle.keys()]) this.#drop(connection);
  }

  #open(origin: Origin): Connection {
    origin.open += 1;
    const connection: Connection = new Connection(origin.destination, this.#options, () =>
      this.#drop(connection),
    );
    return connection;
  }

  /** Forgets a connection where it is idle: a busy one tells its call. */
  #drop(connection: Connection): void {
    const origin = this.#idle.get(connection);
    if (origin === undefined) return;
    this.#idle.delete(connection);
    origin.idle.splice(origin.idle.indexOf(connection), 1);
    connection.destroy();
    this.#forgetOne(origin);
  }

  #forgetOne(origin: Origin): void {
    origin.open -= 1;
    if (origin.open === 0) this.#origins.delete(origin.name);
  }

  /** One timer while there are idle connections, rather than one for each. */
  #closeExpiredLater(): void {
    if (this.#expiring) return;
    this.#expiring = true;
    setTimeout(() => {
      this.#expiring = false;
      const now = this.#options.now();
      for (const connection of [...this.#idle.keys()])
        if (connection.idleUntil <= now) this.#drop(connection);
      if (this.#idle.size > 0) this.#closeExpiredLater();
    }, expireEveryMs).unref();
  }

  #closeLeastRecentlyUsed(): void {
    for (const connection of this.#idle.keys()) {
      this.#drop(connection);
      return;
    }
  }

  #addOrigin(name: string): Origin {
    const origin: Origin = { name, destination: destinationOf(name), idle: [], waiting: new Set(), open: 0 };
    this.#origins.set(name, origin);
    return origin;
  }
}

function assign(call: Call, connection: Connection): void {
  call.connection = connection;
  connection.send(call);
}

function destinationOf(originName: string): Destination {
  const url = new URL(originName);
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  return { secure, hostname: bareHost(url.hostname), port, session: undefined };
}
