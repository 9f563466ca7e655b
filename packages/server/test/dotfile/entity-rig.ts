import type { z } from 'zod';
import type { DetailedCase } from './case-resources.ts';
import * as resources from './entity-resources.ts';
import type { RecordsRig } from './records-rig.ts';

type Body = Readonly<Record<string, unknown>>;

/** Individuals and companies as a client of Dotfile's API sees them, and what it is told of them. */
export interface EntityRig {
  readonly individual: EntityClient<resources.Individual>;
  readonly company: EntityClient<resources.Company>;
  /** Relates two records of the case; the body says which. */
  readonly relate: (caseId: string, body: Body) => Promise<resources.Relation>;
}

export interface EntityClient<Entity> {
  /** `body` beside what is required. */
  readonly create: (caseId: string, body?: Body) => Promise<Entity>;
  readonly read: (id: string) => Promise<Entity>;
  readonly patch: (id: string, body: Body) => Promise<Entity>;
  readonly mark: (id: string, isRelevant: boolean) => Promise<Entity>;
  readonly remove: (id: string) => Promise<void>;
  /** What a webhook receives of it, in the context of its case as it is now. */
  readonly bodyOf: (event: string, subEvent: string | null, image: object, holder: DetailedCase) => unknown;
}

export function entityRig(rig: RecordsRig): EntityRig {
  return {
    individual: client(rig, 'individual', '/individuals', resources.individual, {
      first_name: 'Lea',
      last_name: 'Berg',
    }),
    company: client(rig, 'company', '/companies', resources.company, { name: 'Acme Holding' }),
    relate: (caseId, body) =>
      rig.answer('POST', `/cases/${caseId}/relations`, resources.relation, { status: 201, body }),
  };
}

function client<Schema extends z.ZodType>(
  rig: RecordsRig,
  noun: string,
  path: string,
  schema: Schema,
  required: Body,
): EntityClient<z.infer<Schema>> {
  return {
    create: (caseId, body = {}) =>
      rig.answer('POST', path, schema, { status: 201, body: { ...required, case_id: caseId, ...body } }),
    read: (id) => rig.answer('GET', `${path}/${id}`, schema),
    patch: (id, body) => rig.answer('PATCH', `${path}/${id}`, schema, { body }),
    mark: (id, isRelevant) =>
      rig.answer('POST', `${path}/${id}/set-relevant`, schema, { body: { is_relevant: isRelevant } }),
    async remove(id) {
      const { status, text } = await rig.call('DELETE', `${path}/${id}`);
      if (status !== 204) throw new Error(text);
    },
    bodyOf: (event, subEvent, image, holder) =>
      rig.bodyOf(event, subEvent, { [noun]: image }, { case: caseInContext(holder) }),
  };
}

/** Of a case without a client portal. */
export function caseInContext(holder: DetailedCase) {
  const { id, name, status, external_id, flags, tags, metadata, last_activity_at } = holder;
  const { contact_has_actions, reviewer_has_actions } = holder;
  return {
    id,
    name,
    status,
    external_id,
    contact_has_actions,
    reviewer_has_actions,
    flags,
    tags,
    metadata,
    last_activity_at,
    client_portal: null,
  };
}
