export type { Refusal } from './answer.ts';
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
export type { Failure, FailureCode, Outcome, Verified } from './outcome.ts';
export type { ReceiverOptions } from './receiver.ts';
export { type Scheme, type VerifyOptions, verify } from './verify.ts';
