import type { Refusal } from './answer.ts';
import type { CompilotEvent } from './compilot/events/index.ts';
import type { CompilotVerified } from './compilot/verify.ts';
import type { Deduplicator } from './deduplicator.ts';
import type { DotfileEvent } from './dotfile/events/index.ts';
import type { DotfileVerified } from './dotfile/verify.ts';
import type { StandardEvent } from './standard/event.ts';
import type { StandardVerified } from './standard/verify.ts';

/**
 * What an adapter is made with, told apart by `scheme`; `dotfile` unless set. `Event` are the events of your own
 * product where the scheme is `standard`.
 */
export type AnyReceiverOptions<Event extends StandardEvent = StandardEvent> =
  | ReceiverOptions
  | CompilotReceiverOptions
  | StandardReceiverOptions<Event>;

/** Options for the scheme that is meant where none is named. */
export interface ReceiverOptions extends CommonReceiverOptions {
  readonly scheme?: 'dotfile' | undefined;
  readonly handle: (event: DotfileEvent, call: DotfileVerified) => unknown;
}

export interface CompilotReceiverOptions extends CommonReceiverOptions {
  readonly scheme: 'compilot';
  readonly handle: (event: CompilotEvent, call: CompilotVerified) => unknown;
}

export interface StandardReceiverOptions<Event extends StandardEvent = StandardEvent>
  extends CommonReceiverOptions {
  readonly scheme: 'standard';
  readonly handle: (event: Event, call: StandardVerified<Event>) => unknown;
}

/**
 * What every scheme has. `handle`, which each has as its own, is called with each verified event, and awaited. A
 * throw or a rejection answers 500, and the sender retries. The sender waits for 15 s in all: put what takes longer
 * into a queue of your own.
 */
export interface CommonReceiverOptions {
  /** Your secret or, during a rotation, the list of them with the current one first. */
  readonly secrets: string | readonly string[];
  /** Absent: every call is handled, a retry of a handled event too. */
  readonly deduplicator?: Deduplicator | undefined;
  /** A larger body answers 413 and is not read to its end. 1 MiB unless set. */
  readonly bodyBytesMax?: number | undefined;
  /** How far a call's timestamp may be from now, either way: 300 s unless set. */
  readonly toleranceSeconds?: number | undefined;
  /** Milliseconds since the epoch; the machine's clock unless set. */
  readonly now?: (() => number) | undefined;
  /** Told of every call that was refused. */
  readonly onRefused?: ((refusal: Refusal) => unknown) | undefined;
  /** Told of what the handler or the deduplicator threw; written to standard error unless set. */
  readonly onError?: ((error: unknown) => unknown) | undefined;
}
