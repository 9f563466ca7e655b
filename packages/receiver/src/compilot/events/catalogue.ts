// Written by `npm run generate` from the catalogue of the ComPilot dialect: change it there.

/** Which property of an event's body holds its object; null where the object's fields are the body's own. */
export const entityKeys = {
  'customer.created': 'payload',
  'customer.updated': 'payload',
  'customer.deleted': 'payload',
  'send.scenario': 'payload',
  'send.verification.flow': 'payload',
  'alert.created': 'payload',
  'alert.updated': 'payload',
  'alert.deleted': 'payload',
  'transaction.created': 'payload',
  'transaction.updated': 'payload',
  'transaction.deleted': 'payload',
  'individual.created': 'payload',
  'individual.updated': 'payload',
  'individual.deleted': 'payload',
  'company.created': 'payload',
  'company.updated': 'payload',
  'company.deleted': 'payload',
} as const;

/** The value of `eventType` in a body. */
export type CompilotEventName = keyof typeof entityKeys;
