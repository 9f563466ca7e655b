import type { RecordEvent, RecordKind, StoredRecord } from '../../../domain/record.ts';

/** A run of an assistant, kept once it has ended; it never changes. */
export interface AutonomyChatRunDocument {
  readonly thread_id: string;
  /** Unique in the workspace. */
  readonly run_id: string;
  readonly outcome: 'completed' | 'aborted' | 'error';
  readonly last_message: string | null;
  readonly routine_id: string | null;
  readonly routine_slug: string | null;
}

export const autonomyChatRunKind: RecordKind<AutonomyChatRunDocument> = {
  name: 'autonomy_chat_run',
  listing: ({ run_id, outcome }) => ({
    externalId: run_id,
    name: null,
    status: outcome,
    terms: {},
    texts: null,
    lastActivityAt: 0,
    dueAt: null,
  }),
};

/** A run that did not complete has failed, whether it was aborted or broke off. */
export function autonomyChatRunEvent({ document }: StoredRecord<AutonomyChatRunDocument>): RecordEvent {
  const type = document.outcome === 'completed' ? 'AutonomyChatRun.Completed' : 'AutonomyChatRun.Failed';
  return { draft: { type, data: document }, subject: { thread_id: document.thread_id } };
}
