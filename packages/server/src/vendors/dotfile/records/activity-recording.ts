import type { ChangeRecords } from '../../../app/change-records.ts';
import { accepted } from '../../../domain/refusal.ts';
import { currentActor } from './activity-actor.ts';
import { activitiesOf } from './activity-derivation.ts';

/** Changes records as before, and remembers in the same transaction who did it: the current actor. */
export function withActivities(changeRecords: ChangeRecords): ChangeRecords {
  return (workspaceId, request) => {
    const actor = currentActor();
    return changeRecords(workspaceId, {
      read: request.read,
      decide(known, moment) {
        const decided = request.decide(known, moment);
        if (!decided.ok) return decided;
        return accepted({ ...decided.value, activities: activitiesOf(decided.value, actor, moment) });
      },
    });
  };
}
