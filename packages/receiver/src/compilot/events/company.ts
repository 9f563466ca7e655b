// Written by `npm run generate` from the catalogue of the ComPilot dialect: change it there.
import type { Party } from './party.ts';

export type CompanyEvent = CompanyCreatedEvent | CompanyUpdatedEvent | CompanyDeletedEvent;

/** A company was created. */
export interface CompanyCreatedEvent {
  readonly eventType: 'company.created';
  readonly payload: Party;
}

/** A company changed. */
export interface CompanyUpdatedEvent {
  readonly eventType: 'company.updated';
  readonly payload: Party;
}

/** A company was deleted; the last state is sent. */
export interface CompanyDeletedEvent {
  readonly eventType: 'company.deleted';
  readonly payload: Party;
}
