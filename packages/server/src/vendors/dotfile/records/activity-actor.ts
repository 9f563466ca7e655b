/**
 * Who makes the changes that are under way. The API runs each request as its key; what runs outside of any request is
 * the system's: the clock.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Actor {
  readonly type: 'api' | 'system';
  /** Of the API key; null for the system. */
  readonly id: string | null;
}

const systemActor: Actor = { type: 'system', id: null };

const actors = new AsyncLocalStorage<Actor>();

/** Runs `work`, and whatever it awaits, as this actor. */
export function runAs(actor: Actor, work: () => void): void {
  actors.run(actor, work);
}

export function currentActor(): Actor {
  return actors.getStore() ?? systemActor;
}
