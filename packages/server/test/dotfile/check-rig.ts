import { z } from 'zod';
import * as cases from './case-resources.ts';
import * as resources from './check-resources.ts';
import type { CheckSample } from './check-samples.ts';
import type { DotfileRigOptions } from './dotfile-rig.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';

/** A case with a person and a company, and what is done with checks on them. */
export interface ChecksRig extends RecordsRig {
  /** A new case that holds one of each. */
  readonly subjects: () => Promise<Subjects>;
  readonly start: (path: string, body: unknown) => Promise<resources.Check>;
  /** Of the sample's type, with its settings and these. */
  readonly startSample: (
    sample: CheckSample,
    subjects: Subjects,
    settings?: Readonly<Record<string, unknown>>,
  ) => Promise<resources.Check>;
  readonly read: (path: string, id: string) => Promise<resources.Check>;
  readonly report: (id: string, body: unknown) => Promise<resources.Check>;
  readonly review: (path: string, id: string, body: unknown) => Promise<resources.Check>;
  readonly reviewHits: (id: string, body: unknown) => Promise<resources.Check>;
  /** What a webhook receives of a check's event, the case being as it is now. */
  readonly checkBody: (
    event: string,
    subjects: Subjects,
    check: Readonly<Record<string, unknown>>,
  ) => Promise<unknown>;
}

export interface Subjects {
  readonly caseId: string;
  readonly individual: string;
  readonly company: string;
}

export const checkEvents = [
  'Check.Started',
  'Check.ReviewNeeded',
  'Check.Approved',
  'Check.Rejected',
  'Check.Expired',
  'Check.Deleted',
];

const created = z.looseObject({ id: cases.id });

export async function checksRig(options: DotfileRigOptions = {}): Promise<ChecksRig> {
  const rig = await recordsRig(options);
  const create = (path: string, body: unknown) => rig.answer('POST', path, created, { status: 201, body });
  /** A second after whatever was before, so that the time of each change is the clock's. */
  const answer = (method: string, path: string, body: unknown, status = 200) => {
    rig.clock.advance(1_000);
    return rig.answer(method, path, resources.check, { status, body });
  };
  const start: ChecksRig['start'] = (path, body) => answer('POST', `/checks/${path}`, body, 201);
  return {
    ...rig,
    start,
    async subjects() {
      const { id: caseId } = await rig.createCase();
      const person = { first_name: 'Ingrid', last_name: 'Solberg', email: 'ingrid@example.com' };
      const individual = await create('/individuals', { case_id: caseId, ...person });
      const business = { name: 'Fjordline Coffee AS', country: 'NO', type: 'main' };
      const company = await create('/companies', { case_id: caseId, ...business });
      return { caseId, individual: individual.id, company: company.id };
    },
    startSample: ({ path, on, settings }, subjects, more = {}) =>
      start(path, {
        [`${on}_id`]: subjects[on],
        ...(path === 'online_reputation' ? {} : { settings: { ...settings, ...more } }),
      }),
    read: (path, id) => rig.answer('GET', `/checks/${path}/${id}`, resources.check),
    report: (id, body) => answer('POST', `/checks/${id}/result`, body),
    review: (path, id, body) => answer('PATCH', `/checks/${path}/${id}/review`, body),
    reviewHits: (id, body) => answer('PATCH', `/checks/aml/${id}/hits/review`, body),
    async checkBody(event, subjects, check) {
      const image = await rig.readCase(subjects.caseId);
      const expected = z
        .looseObject({ context: z.looseObject({}) })
        .parse(rig.bodyOf(event, null, { check }));
      const onPerson = check['individual_id'] === subjects.individual;
      return {
        ...expected,
        context: {
          ...expected.context,
          case: contextOf(image),
          individual: onPerson
            ? { id: subjects.individual, first_name: 'Ingrid', last_name: 'Solberg' }
            : null,
          company: onPerson ? null : { id: subjects.company, name: 'Fjordline Coffee AS', country: 'NO' },
        },
      };
    },
  };
}

function contextOf(image: cases.DetailedCase) {
  return {
    id: image.id,
    name: image.name,
    status: image.status,
    external_id: image.external_id,
    contact_has_actions: image.contact_has_actions,
    reviewer_has_actions: image.reviewer_has_actions,
    flags: image.flags,
    tags: image.tags,
    metadata: image.metadata,
    last_activity_at: image.last_activity_at,
    client_portal: null,
  };
}
