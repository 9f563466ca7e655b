import { partyStatuses } from '@belfry/dialects/compilot';
import type { FastifyInstance } from 'fastify';
import { newRoot, type StoredRecord } from '../../../domain/record.ts';
import { accepted, mapped, type Result } from '../../../domain/refusal.ts';
import { parseBody } from '../body.ts';
import type { Filters } from '../list-query.ts';
import type { CompilotOptions } from '../plugin.ts';
import { type Changing, changeRecord, createRecord, type Last } from './changes.ts';
import { creatingRoute, deletingRoute, patchingRoute, readingRoutes } from './crud-routes.ts';
import { createdParty, deletionOf, patchedParty } from './party-decisions.ts';
import { type PartyCreate, type PartyUpdate, partyCreate, partyDelete, partyUpdate } from './party-input.ts';
import type { PartyDocument } from './party-record.ts';
import { checkFree, type Resource } from './resource.ts';

export const partyFilters: Filters = {
  status: { field: 'status', values: partyStatuses },
  externalCustomerId: { field: 'external_id', values: 'text' },
};

/** Individuals or companies: list, get, create, change, delete. */
export function partyRoutes(
  scope: FastifyInstance,
  options: CompilotOptions,
  path: string,
  resource: Resource<PartyDocument>,
): void {
  readingRoutes(scope, options, path, resource, partyFilters);
  creatingRoute(scope, options, path, resource, partyCreate, (changing, input) =>
    createParty(changing, resource, input),
  );
  patchingRoute(scope, options, path, resource, partyUpdate, (changing, id, patch) =>
    patchParty(changing, resource, id, patch, patchedParty),
  );
  deletingRoute(scope, options, path, resource, partyLast);
}

/** What the body of a deletion has its event say, for customers and transactions too. */
export function partyLast(body: unknown): Result<Last> {
  return mapped(parseBody(partyDelete, body), (input) => (moment) => deletionOf(input, moment));
}

function createParty(
  changing: Changing,
  resource: Resource<PartyDocument>,
  input: PartyCreate,
): Promise<Result<StoredRecord<PartyDocument>>> {
  return createRecord(
    changing,
    resource,
    (reader) => checkFree(reader, resource, 'externalCustomerId', input.externalCustomerId, null),
    (_free, moment) => ({ record: newRoot(resource.kind, moment, createdParty(input)) }),
  );
}

/** For customers too: `become` is what the patch makes of one. */
export function patchParty<Document extends PartyDocument, Patch extends PartyUpdate>(
  changing: Changing,
  resource: Resource<Document>,
  id: string,
  patch: Patch,
  become: (before: Document, patch: Patch) => Document,
): Promise<Result<StoredRecord<Document>>> {
  return changeRecord(
    changing,
    resource,
    id,
    (reader, record) =>
      checkFree(reader, resource, 'externalCustomerId', patch.externalCustomerId, record.id),
    (before) => accepted({ document: become(before, patch) }),
  );
}
