import { hash } from 'node:crypto';
import type { EventDraft, Issue } from '@belfry/dialects';
import type { PreparedEvent } from '../domain/publication.ts';
import { accepted, type Refusal, type Result, refused } from '../domain/refusal.ts';
import { claimIdempotencyKey, storeIdempotentResponse } from '../store/idempotency.ts';
import type { AppContext } from './context.ts';
import { createGroupCommit, type Published } from './group-commit.ts';
import type { PublicationRecorder, RecordedPublication } from './record-publication.ts';
import type { WebhookDirectory } from './webhook-directory.ts';

/** An event as the API received it: the envelope is checked, type and data are not. */
export interface ReceivedEvent {
  readonly draft: EventDraft;
  readonly subject: Readonly<Record<string, string>> | null;
  /** Milliseconds since the epoch; null: now. */
  readonly occurredAt: number | null;
}

export interface Idempotency {
  readonly key: string;
  /** SHA-256 of the request's body. */
  readonly requestHash: Uint8Array;
}

export type Publish = (
  workspaceId: string,
  events: readonly ReceivedEvent[],
  idempotency: Idempotency | null,
) => Promise<Result<Published>>;

/** Idempotency keys are honoured for this long. */
export const idempotencyKeyLifetimeMs = 24 * 60 * 60 * 1000;

/**
 * Publishing: validate against the catalogue, then record the events with their fan-out; answers only after the
 * commit. The whole batch or nothing. Rejects where the database is away. A workspace's own event types are looked up
 * again before anything is refused by them; what they accept as they are in memory is not judged twice.
 */
export function createPublish(
  context: AppContext,
  directory: WebhookDirectory,
  recorder: PublicationRecorder,
): Publish {
  const groupCommit = createGroupCommit(recorder);
  return async (workspaceId, events, idempotency) => {
    const entry = await directory.get(workspaceId);
    if (entry === null) return refused('not_found', 'There is no such workspace.');
    let prepared = prepare(entry.dialect.validate, events);
    if (!prepared.ok && entry.dialect.ownEventTypes !== null) {
      const confirmed = await directory.confirmed(entry);
      if (confirmed !== null && confirmed !== entry) prepared = prepare(confirmed.dialect.validate, events);
    }
    if (!prepared.ok) return prepared;
    if (idempotency === null) return accepted(await groupCommit(workspaceId, prepared.value));
    return publishOnce(context, recorder, workspaceId, prepared.value, idempotency);
  };
}

function prepare(
  validate: (draft: EventDraft) => ReturnType<import('@belfry/dialects').Dialect['validate']>,
  events: readonly ReceivedEvent[],
): Result<PreparedEvent[]> {
  const prepared: PreparedEvent[] = [];
  const issues: Issue[] = [];
  for (const [index, received] of events.entries()) {
    const validation = validate(received.draft);
    if (validation.ok) {
      const subject = received.subject === null ? null : JSON.stringify(received.subject);
      prepared.push({ valid: validation.event, subject, occurredAt: received.occurredAt });
      continue;
    }
    for (const issue of validation.issues) {
      issues.push(events.length === 1 ? issue : { ...issue, path: `[${index}].${issue.path}` });
    }
    if (issues.length >= issuesShownMax) break;
  }
  if (issues.length === 0) return accepted(prepared);
  const first = issues[0];
  const message = `Nothing was recorded: ${first?.path} ${first?.message}`;
  return refused('validation_failed', message, issues.slice(0, issuesShownMax));
}

const issuesShownMax = 50;

/** The key, the events and the answer commit together; a second request with the key waits for the first. */
async function publishOnce(
  context: AppContext,
  recorder: PublicationRecorder,
  workspaceId: string,
  events: readonly PreparedEvent[],
  idempotency: Idempotency,
): Promise<Result<Published>> {
  let recorded: RecordedPublication | undefined;
  try {
    const result = await context.sql.begin(async (tx): Promise<Result<Published>> => {
      const claim = await claimIdempotencyKey(tx, {
        workspaceId,
        ...idempotency,
        now: context.now(),
        lifetimeMs: idempotencyKeyLifetimeMs,
      });
      if (claim.kind === 'known') return replay(claim, idempotency);
      recorded = await recorder.record(tx, workspaceId, events);
      await storeIdempotentResponse(tx, workspaceId, idempotency.key, recorded.published);
      return accepted(recorded.published);
    });
    recorded?.committed();
    return result;
  } catch (error) {
    recorded?.abandoned();
    throw error;
  }
}

function replay(
  known: { readonly requestHash: Uint8Array; readonly response: Published },
  idempotency: Idempotency,
): Result<Published> {
  if (Buffer.compare(known.requestHash, idempotency.requestHash) === 0) return accepted(known.response);
  const conflict: Refusal = {
    code: 'idempotency_conflict',
    message:
      'This Idempotency-Key was used with another body in the last 24 hours. Use a new key for a new request.',
  };
  return { ok: false, refusal: conflict };
}

/** The hash under which a request's body is remembered. */
export function requestHash(body: string): Uint8Array {
  return hash('sha256', body, 'buffer');
}
