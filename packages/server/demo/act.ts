/** What is played: a product that speaks one contract, those who listen to it, and what happens. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Stage } from './stage.ts';
import type { Vendor } from './vendor.ts';

export interface Act {
  /** Of the workspace whose records the story is about. */
  readonly dialect: string;
  readonly title: string;
  /** How far retries are sped up, in words. */
  readonly pace: string;
  /** The first one's secret is rotated in the middle of the story. */
  readonly cast: readonly Role[];
  readonly vendor: Vendor;
  readonly story: (stage: Stage) => Promise<void>;
  readonly contract: Contract;
}

export interface Role {
  /** Of the receiver and its webhook; no other act has one of that name. */
  readonly name: string;
  /** Verified calls that it answers with 503 before it recovers. */
  readonly refusals: number;
  readonly events: readonly string[];
}

/** An event that an API call of the story has to cause: known from the story and from what the API answered. */
export interface PromisedEvent {
  readonly type: string;
  readonly subType: string | null;
  /** The record as the API answers it after the call. */
  readonly data: unknown;
  /** What the call's context says of other records. */
  readonly context: Readonly<Record<string, unknown>>;
  /** What the story made of the record: properties of `data` that it knows without having asked. */
  readonly says: Readonly<Record<string, unknown>>;
}

/** What an integrator knows of the vendor's webhooks, worked out here and not asked of Belfry. */
export interface Contract {
  readonly verify: (
    headers: IncomingHttpHeaders,
    body: Uint8Array,
    secrets: readonly string[],
  ) => VerifiedCall | RefusedCall;
  /** Under which name a webhook of these event types gets the event; null: it doesn't. */
  readonly nameFor: (events: readonly string[], event: PromisedEvent) => WireName | null;
  /** Whether a body, parsed, carries exactly what was promised, under that event id. */
  readonly carries: (body: unknown, event: PromisedEvent, eventId: string) => boolean;
}

export interface WireName {
  readonly type: string;
  readonly subType: string | null;
}

export interface VerifiedCall {
  readonly ok: true;
  readonly eventId: string;
  readonly name: WireName;
  readonly signedWith: 'current' | 'old';
  /** Null where the contract's calls do not say it. */
  readonly retryCount: number | null;
}

export interface RefusedCall {
  readonly ok: false;
  readonly code: string;
}
