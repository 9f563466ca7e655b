import net from 'node:net';

/** Stands between an engine and its database, and breaks the connections as a network does. */
export interface DatabaseProxy {
  /** As DATABASE_URL takes it. */
  readonly url: string;
  /** Connections end, and new ones are refused until `allow`. */
  refuse(): Promise<void>;
  /** Connections are taken and closed at once, without a word, until `allow`. */
  hangUp(): void;
  allow(): Promise<void>;
  /**
   * The next statement whose text or values contain `text` is carried out, and its connection ends before the
   * answer. Resolves when that has happened.
   */
  loseAnswerTo(text: string): Promise<void>;
  close(): Promise<void>;
}

interface Loss {
  readonly text: string;
  readonly lost: () => void;
}

const host = '127.0.0.1';
/** ReadyForQuery, which ends the answer to a statement outside of a transaction. */
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

export async function databaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const upstream = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  const losses = new Set<Loss>();
  let hangsUp = false;
  const server = net.createServer((client) => {
    if (hangsUp) client.resume().end();
    else relay(client, dial(upstream), sockets, losses);
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, host, () => resolve()));
  const closeAll = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  // A listening TCP server has an AddressInfo.
  const { port } = server.address() as net.AddressInfo;

  return {
    url: `postgresql://${upstream.username}:${upstream.password}@${host}:${port}${upstream.pathname}`,
    refuse: closeAll,
    hangUp() {
      hangsUp = true;
    },
    async allow() {
      hangsUp = false;
      if (!server.listening) await listen(port);
    },
    loseAnswerTo: (text) =>
      new Promise((resolve) => {
        const loss: Loss = {
          text,
          lost() {
            losses.delete(loss);
            resolve();
          },
        };
        losses.add(loss);
      }),
    close: () => (server.listening ? closeAll() : Promise.resolve()),
  };
}

/** Whether the messages end with a Sync, or are a simple query: what PostgreSQL carries out. */
function isWhole(bytes: Buffer): boolean {
  return bytes[0] === simpleQuery || bytes.subarray(-sync.length).equals(sync);
}

const simpleQuery = 0x51;
const sync = Buffer.from([0x53, 0, 0, 0, 4]);

function dial(upstream: URL): net.Socket {
  const folder = upstream.searchParams.get('host');
  if (folder !== null) return net.connect(`${folder}/.s.PGSQL.${upstream.port || '5432'}`);
  return net.connect(Number(upstream.port || '5432'), upstream.hostname);
}

function relay(
  client: net.Socket,
  database: net.Socket,
  sockets: Set<net.Socket>,
  losses: ReadonlySet<Loss>,
): void {
  let found: Loss | undefined;
  let losing: Loss | undefined;
  for (const [socket, other] of [
    [client, database],
    [database, client],
  ] as const) {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  }
  client.on('data', (bytes) => {
    found ??= [...losses].find(({ text }) => bytes.includes(text));
    // A new statement is parsed before it is carried out, and the values come after that.
    if (found !== undefined && isWhole(bytes)) losing = found;
    database.write(bytes);
  });
  database.on('data', (bytes) => {
    if (losing === undefined) {
      client.write(bytes);
    } else if (bytes.subarray(-readyForQuery.length).equals(readyForQuery)) {
      client.destroy();
      losing.lost();
    }
  });
}
