import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from './actor.ts';

/** What of a thing the audit shows, by the API's names; never a secret. */
export type AuditValues = Readonly<Record<string, unknown>>;

export type AuditTargetType =
  | 'webhook'
  | 'key'
  | 'member'
  | 'invitation'
  | 'workspace'
  | 'event_type'
  | 'session';

/** A change that was made. */
export interface AuditChange {
  /** `webhook.updated`: the kind of the thing, and what was done. */
  readonly action: `${AuditTargetType}.${string}`;
  readonly target: { readonly type: AuditTargetType; readonly id: string; readonly name: string };
  /** Null: it did not exist. */
  readonly before: AuditValues | null;
  /** Null: it does not exist any more. */
  readonly after: AuditValues | null;
}

/** A change with who made it, when and where; `at` in milliseconds since the epoch. */
export interface AuditEntry extends Omit<AuditChange, 'action'> {
  readonly workspaceId: string;
  /** A UUIDv7 of `at`. */
  readonly id: string;
  readonly at: number;
  readonly actor: Actor;
  readonly action: string;
}

/** What entries are looked for. Absent: anything. Times in milliseconds since the epoch, `to` not included. */
export interface AuditFilter {
  readonly targetType?: AuditTargetType | undefined;
  readonly targetId?: string | undefined;
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Of one value as JSON; a larger one is stood for by its size and hash. */
export const auditValueCharactersMax = 4_096;

/** Of two states of a thing, what differs between them; null where nothing does. */
export function differing(
  before: AuditValues,
  after: AuditValues,
): { readonly before: AuditValues; readonly after: AuditValues } | null {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
  if (names.length === 0) return null;
  const pick = (values: AuditValues): AuditValues =>
    Object.fromEntries(
      names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]),
    );
  return { before: pick(before), after: pick(after) };
}

/** The values as they are kept: what is too large is told apart by its hash alone. */
export function boundedValues(values: AuditValues | null): AuditValues | null {
  if (values === null) return null;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, boundedValue(value)]));
}

function boundedValue(value: unknown): unknown {
  const text = JSON.stringify(value) ?? 'null';
  if (text.length <= auditValueCharactersMax) return value;
  const hash = createHash('sha256').update(text).digest('hex');
  return { bytes: Buffer.byteLength(text), sha256: hash };
}
