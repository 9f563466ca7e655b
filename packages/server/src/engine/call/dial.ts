import type { LookupAddress } from 'node:dns';
import net, { type LookupFunction } from 'node:net';
import tls from 'node:tls';
import { addressAllowed, type TargetPolicy } from '../../domain/target-address.ts';
import { CallFailure } from './failure.ts';
import type { Resolve } from './resolver.ts';

export interface DialOptions {
  readonly policy: TargetPolicy;
  readonly resolve: Resolve;
  /** PEM certificates that are trusted as well as those of Node.js. */
  readonly extraCertificates: readonly string[];
}

/** Where to: `hostname` is a name, or an address without brackets. */
export interface Destination {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
  /** The last TLS session with it, to be resumed; written by `dial`. */
  session: Buffer | undefined;
}

export type DialCallback = (...result: [null, net.Socket] | [CallFailure | Error, null]) => void;

/**
 * Opens a connection that is ready for a request, TLS included. The policy is applied to every address before it is
 * dialled (to the addresses a name resolves to, or to the literal one), and again to the address of the connected
 * socket, so that no answer of a name server and no form of writing an address leads to a forbidden one. Calls back
 * once; destroying the returned socket ends the attempt without a call back.
 */
export type Dial = (destination: Destination, callback: DialCallback) => net.Socket | null;

/** How long each address of a name is tried before the next one; the last one has the rest of the time. */
const addressAttemptTimeoutMs = 500;
const keepAliveProbeDelayMs = 60_000;

export function createDial(options: DialOptions): Dial {
  const lookup = policedLookup(options);
  const ca =
    options.extraCertificates.length === 0
      ? undefined
      : [...tls.rootCertificates, ...options.extraCertificates];

  return (destination, callback) => {
    const { hostname, port, secure } = destination;
    const literal = net.isIP(hostname) !== 0;
    if (literal && !addressAllowed(hostname, options.policy)) {
      process.nextTick(callback, blocked(hostname), null);
      return null;
    }
    const target = {
      host: hostname,
      port,
      lookup,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveProbeDelayMs,
      autoSelectFamily: !literal,
      autoSelectFamilyAttemptTimeout: addressAttemptTimeoutMs,
    };
    const socket = secure
      ? tls.connect({
          ...target,
          ALPNProtocols: ['http/1.1'],
          ...(literal ? {} : { servername: hostname }),
          ...(ca === undefined ? {} : { ca }),
          ...(destination.session === undefined ? {} : { session: destination.session }),
        })
      : net.connect(target);
    watch(socket, destination, options.policy, callback);
    return socket;
  };
}

function watch(
  socket: net.Socket,
  destination: Destination,
  policy: TargetPolicy,
  callback: DialCallback,
): void {
  let connected = false;
  const onError = (error: Error) => {
    socket.off(readyEvent, onReady);
    callback(connected && destination.secure ? tlsFailure(error) : error, null);
  };
  const onReady = () => {
    // Where the address turned out to be forbidden, the error event is still to come.
    if (socket.destroyed) return;
    socket.off('error', onError);
    callback(null, socket);
  };
  const readyEvent = destination.secure ? 'secureConnect' : 'connect';
  // Before everybody else, so that not even a TLS handshake begins with a forbidden address.
  socket.prependOnceListener('connect', () => {
    connected = true;
    const refusal = refusalOfPeer(socket.remoteAddress, policy);
    if (refusal !== null) socket.destroy(refusal);
  });
  socket.once('error', onError);
  socket.once(readyEvent, onReady);
  if (destination.secure) {
    socket.on('session', (session: Buffer) => {
      destination.session = session;
    });
  }
}

function refusalOfPeer(remoteAddress: string | undefined, policy: TargetPolicy): CallFailure | null {
  if (remoteAddress === undefined) {
    return new CallFailure('connection_closed', 'The endpoint closed the connection at once.');
  }
  return addressAllowed(remoteAddress, policy) ? null : blocked(remoteAddress);
}

function policedLookup({ policy, resolve }: DialOptions): LookupFunction {
  return (hostname, lookupOptions, callback) => {
    resolve(hostname, (error, found) => {
      if (error !== null) {
        callback(new CallFailure('dns', `The name ${hostname} could not be resolved (${error.code}).`), []);
        return;
      }
      const allowed = found.filter(({ address }) => addressAllowed(address, policy));
      const [first] = allowed;
      if (first === undefined) callback(unreachable(hostname, found), []);
      else if (lookupOptions.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function unreachable(hostname: string, found: readonly LookupAddress[]): CallFailure {
  const [first] = found;
  return first === undefined
    ? new CallFailure('dns', `The name ${hostname} has no address.`)
    : blocked(`${first.address}, to which ${hostname} resolves,`);
}

function blocked(address: string): CallFailure {
  return new CallFailure(
    'blocked_target',
    `The address ${address} is not public: webhooks may only call public addresses.`,
  );
}

/** An error after the TCP connection stood and before the handshake was done; a mere end of the connection is none of TLS. */
function tlsFailure(error: Error): Error {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  if (error instanceof CallFailure || code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT')
    return error;
  return new CallFailure('tls', `The TLS handshake with the endpoint failed (${code}).`);
}
