/** The events that Dotfile's API promises, given the records as it answers them. */
import type { PromisedEvent } from '../act.ts';
import type { Answered } from '../vendor.ts';

type Says = Readonly<Record<string, unknown>>;

/** `subType`: the group of properties that changed; null for events that have none. */
export function ofCase(
  type: string,
  subType: string | null,
  { data, says }: { readonly data: Answered; readonly says: Says },
): PromisedEvent {
  return { type, subType, data, context: {}, says };
}

/** `holder` is the case as the change left it. */
export function ofMember(type: string, data: Answered, holder: Answered, says: Says): PromisedEvent {
  return { type, subType: null, data, context: { case: inContext(holder) }, says };
}

/** A check is on an individual or on a company: this one, on an individual. */
export function ofCheck(
  type: string,
  data: Answered,
  around: { readonly holder: Answered; readonly individual: Answered },
  says: Says,
): PromisedEvent {
  const { id, first_name, last_name } = around.individual;
  const context = {
    case: inContext(around.holder),
    individual: { id, first_name, last_name },
    company: null,
  };
  return { type, subType: null, data, context, says };
}

/** What other records' events say of the case that they belong to. */
function inContext(holder: Answered) {
  return Object.fromEntries(contextProperties.map((name) => [name, holder[name]]));
}

const contextProperties = [
  'id',
  'name',
  'status',
  'external_id',
  'contact_has_actions',
  'reviewer_has_actions',
  'flags',
  'tags',
  'metadata',
  'last_activity_at',
  'client_portal',
];
