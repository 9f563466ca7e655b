import { z } from 'zod';
import { uuid } from '../../text-input.ts';
import { relationProperties } from './entity-input.ts';

/** Dotfile's `CaseRelationCreateCompanyTarget` and `CaseRelationCreateIndividualTarget`. */
export const relationCreate = z
  .strictObject({
    ...relationProperties,
    from_company_id: uuid,
    from_individual_id: uuid,
    to_company_id: uuid,
  })
  .partial()
  .refine((body) => (body.from_company_id === undefined) !== (body.from_individual_id === undefined), {
    error: 'Expected either this or from_individual_id.',
    path: ['from_company_id'],
  });

/** Dotfile's `CaseRelationUpdate`. What is absent stays as it is. */
export const relationUpdate = z.strictObject({ ...relationProperties, to_company_id: uuid }).partial();

export type RelationCreate = z.infer<typeof relationCreate>;
export type RelationUpdate = z.infer<typeof relationUpdate>;
