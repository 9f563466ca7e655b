import type { DialectContract, EventDraft, EventType, Validation } from '../dialect.ts';
import { match } from './match.ts';
import { subscriptionGrammarProblem } from './type-name.ts';

const noTypes: readonly EventType[] = Object.freeze([]);

/**
 * The part of the dialect that a browser may use, and the dialect before a workspace's event types are put in: only
 * the server knows them. Nothing here signs, makes code, or imports a module of Node.js.
 */
export const standardContract: DialectContract = Object.freeze({
  name: 'standard',
  catalogue: noTypes,
  validate: (draft: EventDraft): Validation => ({
    ok: false,
    issues: [
      {
        path: 'type',
        message: `The event types of this dialect are the workspace's own; ${JSON.stringify(draft.type)} is not known here.`,
      },
    ],
  }),
  match,
  subscriptionProblem: subscriptionGrammarProblem,
});
