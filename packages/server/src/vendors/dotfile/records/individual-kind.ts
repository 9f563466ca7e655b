import type { EntityKind } from './entity-kind.ts';
import { createdIndividual, individualProblem, patchedIndividual } from './individual-decisions.ts';
import { deletedIndividual, individualImage, listedIndividual } from './individual-image.ts';
import {
  type IndividualCreate,
  type IndividualUpdate,
  individualCreate,
  individualUpdate,
} from './individual-input.ts';
import { type IndividualDocument, individualKind } from './individual-record.ts';

export const individuals: EntityKind<IndividualDocument, IndividualCreate, IndividualUpdate> = {
  kind: individualKind,
  eventName: 'Individual',
  subjectName: 'individual_id',
  createBody: individualCreate,
  updateBody: individualUpdate,
  created: createdIndividual,
  patched: patchedIndividual,
  problem: individualProblem,
  joiningProblem: () => null,
  markingProblem: ({ is_delegator, is_signatory }, isRelevant) =>
    isRelevant || (!is_delegator && !is_signatory)
      ? null
      : { path: 'is_relevant', message: 'Must be true of a delegator and of a signatory.' },
  image: individualImage,
  listed: listedIndividual,
  stub: deletedIndividual,
};
