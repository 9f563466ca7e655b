import type { EngineLog } from './engine.ts';
import type { Performed } from './perform.ts';

/** One line for each call: who, what and how it ended, and nothing of the payload or the secrets. */
export function logAttempt(log: EngineLog, { task, outcome, call }: Performed): void {
  if (call === null) return;
  log.debug(
    {
      workspace_id: task.workspaceId,
      webhook_id: task.webhookId,
      delivery_id: task.id,
      event_id: task.event.id,
      type: task.wire.type,
      status_code: call.statusCode,
      error_kind: outcome.errorKind,
      duration_ms: Math.round(call.durationMs),
      state: outcome.progress.state,
    },
    'attempt',
  );
}
