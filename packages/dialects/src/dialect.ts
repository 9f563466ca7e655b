/**
 * What a vendor's webhook contract says, as one frozen value. A dialect does no I/O and reads no clock:
 * `now` (milliseconds since the epoch) and randomness are arguments.
 */
export interface Dialect {
  /** Stable name, stored with the workspace: "dotfile". */
  readonly name: string;
  /** Every event type a workspace of this dialect may publish and a webhook may subscribe to. */
  readonly catalogue: readonly EventType[];
  /** Checks one event as published against the catalogue. Pure; never throws for bad input. */
  readonly validate: (draft: EventDraft) => Validation;
  /**
   * Which wire event, if any, a webhook gets of an event: `subscribed` are the webhook's event types.
   * At most one wire event for each pair, the top-level form before the sub-event form.
   */
  readonly match: (subscribed: ReadonlySet<string>, event: EventName) => EventName | null;
  /** The exact body and headers of one call. Called once for each attempt; the hot path. */
  readonly request: (input: RequestInput) => OutgoingRequest;
  readonly retry: RetryPolicy;
  readonly health: HealthPolicy;
  readonly secrets: SecretPolicy;
  /** What is wrong with an entry of a webhook's event types, as a sentence; null where it may be subscribed to. */
  readonly subscriptionProblem: (subscribed: string) => string | null;
  /** Null where the vendor decides the catalogue; otherwise how a workspace defines event types of its own. */
  readonly ownEventTypes: OwnEventTypePolicy | null;
}

/** The catalogue of such a dialect is empty until a workspace's own event types are put in. */
export interface OwnEventTypePolicy {
  /** What is wrong with a definition; empty where it is fit. Pure; never throws for bad input. */
  readonly problems: (definition: EventTypeDefinition) => readonly Issue[];
  /** The dialect with these event types as its catalogue. Definitions that do not pass `problems` are a bug: throws. */
  readonly withEventTypes: (definitions: readonly EventTypeDefinition[]) => Dialect;
}

/** An event type as a workspace defines it. */
export interface EventTypeDefinition {
  /** Dots make a hierarchy: "invoice.paid". */
  readonly type: string;
  readonly group: string;
  readonly description: string;
  readonly deprecation: string | null;
  /** JSON Schema of an event's `data`; null: any JSON value. */
  readonly dataSchema: Readonly<Record<string, unknown>> | null;
  /** An example of `data`, which passes the schema; undefined: none was given. */
  readonly example: unknown;
  /** Archived types stay readable; they are neither published nor newly subscribed to. */
  readonly archived: boolean;
}

/** A top-level event type and, where the change has one, its sub-event. */
export interface EventName {
  readonly type: string;
  readonly subType: string | null;
}

/** What a browser may use of a dialect: everything that neither signs nor sends. */
export type DialectContract = Pick<
  Dialect,
  'name' | 'catalogue' | 'validate' | 'match' | 'subscriptionProblem'
>;

export interface EventType {
  readonly type: string;
  /** The heading under which the catalogue lists it: "Case", "Check". */
  readonly group: string;
  readonly description: string;
  /** The top-level type of a sub-event; null for a top-level type. */
  readonly parent: string | null;
  /** Why it is deprecated and what to use instead; null where it is current. */
  readonly deprecation: string | null;
  /** JSON Schema (draft 2020-12) of the whole body that a webhook receives. */
  readonly bodySchema: Readonly<Record<string, unknown>>;
  /** An event as one would publish it, which validates. */
  readonly example: EventDraft;
}

/** An event as a publisher states it. `data` is the object's after-image. */
export interface EventDraft {
  readonly type: string;
  readonly sub_type?: string | undefined;
  /** What the contract adds to the common context: `{case: {...}}`. */
  readonly context?: Readonly<Record<string, unknown>> | undefined;
  readonly data: unknown;
}

export interface ValidEvent {
  readonly name: EventName;
  /** JSON text of the extra context: an object, "{}" where there is none. Serialised once, here. */
  readonly context: string;
  /** JSON text of the object. Serialised once, here. */
  readonly data: string;
}

/** `path` is a JSON path as people write it: "data.companies[0].country". */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

export type Validation =
  | { readonly ok: true; readonly event: ValidEvent }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export interface RequestInput {
  readonly workspace: { readonly id: string; readonly name: string };
  /** The event as recorded: `context` and `data` are the strings of ValidEvent. */
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly context: string;
    readonly data: string;
    /** When it happened, milliseconds since the epoch. */
    readonly occurredAt: number;
  };
  /** What `match` answered for this webhook. */
  readonly wire: EventName;
  /** Retries made before this call, manual ones included, so 0 on the first call. */
  readonly retryCount: number;
  /** `old` is present only while a rotated secret is still honoured. */
  readonly secrets: { readonly current: string; readonly old: string | null };
  readonly now: number;
}

export interface OutgoingRequest {
  readonly body: string;
  /** Lower-case names. Static headers of the webhook are added by the caller and never replace these. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface RetryPolicy {
  /** Automatic retries after the first call. */
  readonly automaticRetriesMax: number;
  /** When the next automatic retry is due (milliseconds since the epoch, never before `now`); null: exhausted. */
  readonly nextAttemptAt: (input: RetryInput) => number | null;
}

export interface RetryInput {
  readonly firstAttemptAt: number;
  readonly lastAttemptAt: number;
  /** Retries spent so far, manual ones included, the one that just failed among them. */
  readonly retriesMade: number;
  /** What the endpoint answered; `statusCode` 0 and no Retry-After where no answer came. */
  readonly answer: { readonly statusCode: number; readonly retryAfter: string | null };
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

/** JSON-serialisable; only the dialect looks inside. */
export type HealthState = Readonly<Record<string, unknown>>;

export interface HealthPolicy {
  readonly initial: HealthState;
  /**
   * True where a success changes the health. Of the successes of a process, those around a failure are recorded with
   * it; where none follows, the newest one is within a second if it changes the `summary`, and otherwise no more than
   * one a minute for each webhook.
   */
  readonly tracksSuccess: boolean;
  /**
   * Folds one call's outcome into the health. `offline` is the reason to set the webhook offline, in words. Calls of
   * several processes may be recorded out of order: `at` says when a call was made.
   */
  readonly record: (
    state: HealthState,
    call: { readonly succeeded: boolean; readonly statusCode: number; readonly at: number },
  ) => { readonly state: HealthState; readonly offline: string | null };
  /** For people: how many failures count at the moment against which limit. */
  readonly summary: (
    state: HealthState,
    now: number,
  ) => { readonly failures: number; readonly failuresMax: number | null };
}

export interface SecretPolicy {
  /** The signature schemes that a webhook may choose from; the first is the usual one. */
  readonly schemes: readonly [string, ...string[]];
  /** A secret of one of the `schemes`; `random` answers that many random bytes. */
  readonly generate: (scheme: string, random: (bytes: number) => Uint8Array) => string;
  /** Null where the secret is fit; otherwise what is wrong with it, as a sentence. */
  readonly problem: (secret: string) => string | null;
  /** Which of the `schemes` a fit secret belongs to: its form says so. */
  readonly schemeOf: (secret: string) => string;
  /** The key that a receiver verifies with where that is not the secret itself; otherwise null. */
  readonly publicKeyOf: (secret: string) => string | null;
  readonly graceHoursDefault: number;
  readonly graceHoursMax: number;
}
