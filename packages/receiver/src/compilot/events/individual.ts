// Written by `npm run generate` from the catalogue of the ComPilot dialect: change it there.
import type { Party } from './party.ts';

export type IndividualEvent = IndividualCreatedEvent | IndividualUpdatedEvent | IndividualDeletedEvent;

/** An individual was created. */
export interface IndividualCreatedEvent {
  readonly eventType: 'individual.created';
  readonly payload: Party;
}

/** An individual changed. */
export interface IndividualUpdatedEvent {
  readonly eventType: 'individual.updated';
  readonly payload: Party;
}

/** An individual was deleted; the last state is sent. */
export interface IndividualDeletedEvent {
  readonly eventType: 'individual.deleted';
  readonly payload: Party;
}
