/** What is played: a product that speaks one contract, those who listen to it, and what happens. */
import type { IncomingHttpHeaders } from 'node:http';
import type { PublishedEvent } from '@belfry/api';

export interface Act {
  /** Of the workspace that the product publishes to. */
  readonly dialect: string;
  readonly title: string;
  /** How far retries are sped up, in words. */
  readonly pace: string;
  /** The first one's secret is rotated where the story says so. */
  readonly cast: readonly Role[];
  readonly story: () => readonly Scene[];
  readonly contract: Contract;
}

export interface Role {
  /** Of the receiver and its webhook; no other act has one of that name. */
  readonly name: string;
  /** Verified calls that it answers with 503 before it recovers. */
  readonly refusals: number;
  readonly events: readonly string[];
}

/** What happens next: an event, or something that people do about the first receiver's secret. */
export type Scene =
  | { readonly kind: 'event'; readonly title: string; readonly event: () => PublishedEvent }
  | { readonly kind: 'rotate_secret' | 'deploy_secret'; readonly title: string };

/** What an integrator knows of the vendor's webhooks, worked out here and not asked of Belfry. */
export interface Contract {
  readonly verify: (
    headers: IncomingHttpHeaders,
    body: Uint8Array,
    secrets: readonly string[],
  ) => VerifiedCall | RefusedCall;
  /** Under which name a webhook of these event types gets the event; null: it doesn't. */
  readonly nameFor: (events: readonly string[], event: PublishedEvent) => WireName | null;
  /** Whether a body, parsed, carries exactly what was published under that event id. */
  readonly carries: (body: unknown, event: PublishedEvent, eventId: string) => boolean;
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
