export type { Refusal } from './answer.ts';
export type { CompilotEventName } from './compilot/events/catalogue.ts';
export type * as Compilot from './compilot/events/index.ts';
export type { CompilotEvent } from './compilot/events/index.ts';
export type { CompilotVerified } from './compilot/verify.ts';
export {
  type Claim,
  type Deduplicator,
  type MemoryDeduplicatorOptions,
  memoryDeduplicator,
} from './deduplicator.ts';
export type { DotfileEventName } from './dotfile/events/catalogue.ts';
export type * as Dotfile from './dotfile/events/index.ts';
export type { DotfileEvent } from './dotfile/events/index.ts';
export type { DotfileVerified } from './dotfile/verify.ts';
export type { RequestHeaders } from './header.ts';
export type {
  AnyReceiverOptions,
  CompilotReceiverOptions,
  ReceiverOptions,
  StandardReceiverOptions,
} from './options.ts';
export type { Failure, FailureCode, Outcome, Verified } from './outcome.ts';
export type { StandardEvent } from './standard/event.ts';
export type { StandardVerified } from './standard/verify.ts';
export { type AnyVerified, type Scheme, type VerifyOptions, verify } from './verify.ts';
