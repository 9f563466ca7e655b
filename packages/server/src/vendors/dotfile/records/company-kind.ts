import { createdCompany, joiningProblem, patchedCompany } from './company-decisions.ts';
import { companyImage, deletedCompany, listedCompany } from './company-image.ts';
import { type CompanyCreate, type CompanyUpdate, companyCreate, companyUpdate } from './company-input.ts';
import { type CompanyDocument, companyKind } from './company-record.ts';
import type { EntityKind } from './entity-kind.ts';

export const companies: EntityKind<CompanyDocument, CompanyCreate, CompanyUpdate> = {
  kind: companyKind,
  eventName: 'Company',
  subjectName: 'company_id',
  createBody: companyCreate,
  updateBody: companyUpdate,
  created: createdCompany,
  patched: patchedCompany,
  problem: () => null,
  joiningProblem,
  markingProblem: ({ type }) =>
    type === 'affiliated'
      ? null
      : {
          path: 'is_relevant',
          message: 'Is set of affiliated companies only: the main one is always relevant.',
        },
  image: companyImage,
  listed: listedCompany,
  stub: deletedCompany,
};
