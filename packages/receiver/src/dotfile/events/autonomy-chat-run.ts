// Written by `npm run generate` from the catalogue of the Dotfile dialect: change it there.
import type { Context } from './context.ts';

export type AutonomyChatRunEvent = AutonomyChatRunCompletedEvent | AutonomyChatRunFailedEvent;

/** A run of an assistant came to its end. */
export interface AutonomyChatRunCompletedEvent {
  readonly event: 'AutonomyChatRun.Completed';
  readonly context: Context;
  readonly thread_id: string;
  readonly run_id: string;
  readonly outcome: 'completed' | 'aborted' | 'error';
  readonly last_message: string | null;
  readonly routine_id: string | null;
  readonly routine_slug: string | null;
}

/** A run of an assistant was aborted or broke off with an error. */
export interface AutonomyChatRunFailedEvent {
  readonly event: 'AutonomyChatRun.Failed';
  readonly context: Context;
  readonly thread_id: string;
  readonly run_id: string;
  readonly outcome: 'completed' | 'aborted' | 'error';
  readonly last_message: string | null;
  readonly routine_id: string | null;
  readonly routine_slug: string | null;
}
