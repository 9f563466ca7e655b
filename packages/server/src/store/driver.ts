/**
 * The PostgreSQL driver, with the faults of its release 3.4.9 repaired that show when a connection is lost:
 *
 * - A transaction whose connection is lost writes its ROLLBACK to a socket that is gone. The exception comes from a
 *   timer, so nobody can catch it: the process dies. And where the connection has been made again meanwhile, what is
 *   left of the transaction runs on it, outside of any transaction.
 * - A connection that is lost while a message waits to be written never writes again: every statement that the
 *   pool gives to it fails after the connect timeout.
 * - A connection that is lost while it asks for the types of arrays, which is the first thing that it does, rejects a
 *   promise that nobody holds: the process dies.
 * - An error that the dead connection was told of is answered to the first statement of the next one.
 * - A connection that is closed while it is being made, without a word, is made again for ever, without a pause, and
 *   its statement never settles.
 *
 * Upstream: github.com/porsager/postgres, pull requests 1155 and 1214, issue 1193. The source is repaired while it is
 * loaded, so it must be loaded through here: whoever imports `postgres` itself, other than its types, does so after
 * this module. The release is pinned in package.json, and another one is refused here.
 */
import { registerHooks } from 'node:module';

interface Repair {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

const repairs: readonly Repair[] = [
  {
    file: 'connection.js',
    before: `    clearImmediate(nextWriteTimer)
    if (socket) {`,
    after: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    if (socket) {`,
  },
  {
    file: 'connection.js',
    before: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
    after: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
  },
  {
    file: 'connection.js',
    before: `    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))`,
    after: `    if (initial && options.host[retries + 1])
      return reconnect()

    !hadError && (query || sent.length || initial) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = null
    result = new Result()`,
  },
  {
    file: 'connection.js',
    before: '        return fetchArrayTypes()',
    after: '        return fetchArrayTypes().catch(() => {})',
  },
  {
    file: 'connection.js',
    before: `    if (stream)
      return queryError(q,`,
    after: `    if (!socket) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options, socket))
      return true
    }

    if (stream)
      return queryError(q,`,
  },
  {
    file: 'index.js',
    before: `    let savepoints = 0
      , connection`,
    after: `    let savepoints = 0
      , lost = null
      , connection`,
  },
  {
    file: 'index.js',
    before: 'new Promise((_, reject) => connection.onclose = reject)',
    after: 'new Promise((_, reject) => connection.onclose = e => reject(lost = e))',
  },
  {
    file: 'index.js',
    before: `        q.catch(e => uncaughtError || (uncaughtError = e))
`,
    after: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
`,
  },
];

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const file = /\/postgres\/src\/(\w+\.js)$/.exec(url)?.[1];
    const wanted = repairs.filter((repair) => repair.file === file);
    if (wanted.length === 0 || loaded.source === undefined || loaded.source === null) return loaded;
    const text = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
    return { ...loaded, source: wanted.reduce(repaired, text) };
  },
});

function repaired(text: string, { file, before, after }: Repair): string {
  if (text.split(before).length !== 2) {
    throw new Error(`${file} of the driver "postgres" is not that of release 3.4.9: see store/driver.ts.`);
  }
  return text.replace(before, () => after);
}

export const { default: postgres } = await import('postgres');
