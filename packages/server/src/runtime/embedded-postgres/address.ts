import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import type { Cluster } from './cluster.ts';
import { roleName } from './cluster.ts';
import { type PostmasterFile, socketFile, socketPort } from './postmaster-file.ts';

/** Where the server is and how to log in, as the driver takes it: `path` is the file of a Unix socket. */
export interface EmbeddedAddress {
  readonly path?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Where a server that is to be started shall listen. */
export type Place =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly port: number };

export const databaseName = 'belfry';
const loopback = '127.0.0.1';
/** sockaddr_un has room for 104 bytes on macOS and 108 on Linux, the closing zero included. */
const socketPathBytesMax = 103;

/**
 * A socket in the cluster's own folder, which nobody else may enter; a free loopback port where the path is too
 * long for one or the system has none.
 */
export async function choosePlace(cluster: Cluster, socketsWork: boolean): Promise<Place> {
  const path = socketsWork && process.platform !== 'win32' ? reachablePath(cluster) : null;
  return path === null ? { kind: 'tcp', port: await freePort() } : { kind: 'socket', path };
}

/** The server is told the folder relative to its own, so that it need not reach it from the root. */
export function placeSettings(place: Place): Readonly<Record<string, string>> {
  switch (place.kind) {
    case 'socket':
      return {
        listen_addresses: '',
        unix_socket_directories: '.',
        unix_socket_permissions: '0700',
        port: String(socketPort),
      };
    case 'tcp':
      return { listen_addresses: loopback, unix_socket_directories: '', port: String(place.port) };
  }
}

/** Where a running server says that it listens; null where we can't get there. */
export function placeOf(file: PostmasterFile, cluster: Cluster): Place | null {
  if (file.listenAddress !== '') return { kind: 'tcp', port: file.port };
  const path = reachablePath(cluster);
  return path === null ? null : { kind: 'socket', path };
}

export function addressOf(place: Place, password: string, database: string = databaseName): EmbeddedAddress {
  const login = { user: roleName, password, database };
  switch (place.kind) {
    case 'socket':
      return { ...login, path: place.path };
    case 'tcp':
      return { ...login, host: loopback, port: place.port };
  }
}

/** Seen from the root or from our working folder, which stays what it is, whichever is short enough. */
function reachablePath(cluster: Cluster): string | null {
  const absolute = join(cluster.folder, socketFile);
  const fromHere = relative(process.cwd(), absolute);
  return [absolute, fromHere].find((path) => Buffer.byteLength(path) <= socketPathBytesMax) ?? null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, loopback, () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('A TCP server has a port.'));
        else resolve(address.port);
      });
    });
  });
}
