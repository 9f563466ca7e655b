import type { ContextOfCase, ContextOfCheck, ContextOfNote } from '../objects.ts';
import { openCase } from './cases.ts';
import { roastery } from './companies.ts';
import { noteId } from './ids.ts';
import { officer, owner } from './people.ts';

export const inCase: ContextOfCase = {
  case: {
    id: openCase.id,
    external_id: openCase.external_id,
    name: openCase.name,
    tags: openCase.tags,
    contact_has_actions: openCase.contact_has_actions,
    reviewer_has_actions: openCase.reviewer_has_actions,
    flags: openCase.flags,
    metadata: openCase.metadata,
    status: openCase.status,
    last_activity_at: openCase.last_activity_at,
    client_portal: { id: 'c2b1a098-7f6e-4d5c-b4a3-928170f6e5d4', name: 'Welcome', type: 'KYB' },
  },
};

export const inNote: ContextOfNote = {
  ...inCase,
  note: { id: noteId, author: officer, content: 'The holding answered; see the deed in the documents.' },
};

export const ofOwner: ContextOfCheck = {
  ...inCase,
  individual: { id: owner.id, first_name: owner.first_name, last_name: owner.last_name },
  company: null,
};

export const ofRoastery: ContextOfCheck = {
  ...inCase,
  individual: null,
  company: { id: roastery.id, name: roastery.name, country: roastery.country },
};
