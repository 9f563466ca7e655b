import { createdAt } from '../../../domain/record.ts';
import type { Held } from './entity-held.ts';
import type { IndividualRecord } from './individual-record.ts';

/** Dotfile's `Individual`: what every request about one answers, and the after-image in its events. */
export function individualImage(record: IndividualRecord, { checks }: Held) {
  return {
    ...listedIndividual(record),
    custom_properties: record.document.custom_properties,
    checks,
    relations: record.document.relations,
  };
}

/** Dotfile's `IndividualList`: an individual in a page. */
export function listedIndividual(record: IndividualRecord) {
  const { custom_properties: _, relations: __, last_activity_at, ...properties } = record.document;
  return {
    id: record.id,
    case_id: record.rootId,
    ...properties,
    last_activity_at,
    created_at: new Date(createdAt(record)).toISOString(),
    updated_at: new Date(record.updatedAt).toISOString(),
  };
}

/** What is told of an individual that was deleted. */
export function deletedIndividual({ id, rootId, document }: IndividualRecord) {
  return { id, case_id: rootId, first_name: document.first_name, last_name: document.last_name };
}
