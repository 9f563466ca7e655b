/** The cases of a day, through Dotfile's API: opened, filled, checked and decided on, one step after the other. */
import { type Answered, textOf, type VendorApi } from '@belfry/server/demo/vendor';
import { type Subject, subjects } from './cast.ts';

export interface CaseBook {
  /** Opens the next case. */
  readonly open: () => Promise<void>;
  /** Takes a case that is under way one step on; nothing where there is none. */
  readonly advance: () => Promise<void>;
}

const firstNumber = 4_100;
/** Of the oldest case, of which there is the most to tell. */
export const firstExternalId = `customer-${firstNumber}`;

interface OpenCase {
  readonly id: string;
  readonly subject: Subject;
  step: number;
  individualId: string;
  companyId: string;
  amlId: string;
}

type Step = (api: VendorApi, about: OpenCase) => Promise<void>;

/** `random` in [0, 1) chooses whose turn it is. */
export function caseBook(api: VendorApi, random: () => number): CaseBook {
  const open: OpenCase[] = [];
  let opened = 0;
  return {
    async open() {
      const subject = subjects[opened % subjects.length];
      if (subject === undefined) throw new Error('Nobody is in the cast.');
      const number = firstNumber + opened++;
      const { body } = await api.call('POST', '/cases', {
        name: subject.company,
        external_id: `customer-${number}`,
        tags: [subject.tag],
        metadata: { plan: subject.plan },
      });
      open.push({ id: textOf(body, 'id'), subject, step: 0, individualId: '', companyId: '', amlId: '' });
    },
    async advance() {
      const one = open[Math.floor(random() * open.length)];
      const step = one === undefined ? undefined : steps[one.step];
      if (one === undefined || step === undefined) return;
      one.step += 1;
      await step(api, one);
      if (one.step === steps.length) open.splice(open.indexOf(one), 1);
    },
  };
}

const addCompany: Step = async (api, about) => {
  const { subject } = about;
  const { body } = await api.call('POST', '/companies', {
    case_id: about.id,
    name: subject.company,
    country: subject.country,
    registration_number: subject.registrationNumber,
    address: { city: subject.city, country: subject.country },
  });
  about.companyId = textOf(body, 'id');
};

const addIndividual: Step = async (api, about) => {
  const { subject } = about;
  const { body } = await api.call('POST', '/individuals', {
    case_id: about.id,
    first_name: subject.firstName,
    last_name: subject.lastName,
    birth_date: subject.birthDate,
    nationalities: [subject.country],
    is_beneficial_owner: true,
    roles: ['shareholder'],
    ownership_percentage: 51,
  });
  about.individualId = textOf(body, 'id');
};

const startScreening: Step = async (api, about) => {
  const { body } = await api.call('POST', '/checks/aml', {
    individual_id: about.individualId,
    settings: { list_types: ['sanction', 'pep', 'adverse_media'], fuzziness: 0.4 },
  });
  about.amlId = textOf(body, 'id');
};

const askForDocument: Step = async (api, about) => {
  await api.call('POST', '/checks/id_document', { individual_id: about.individualId });
};

const reportHit: Step = async (api, about) => {
  const { firstName, lastName, tag } = about.subject;
  const name = `${firstName} ${lastName}`;
  const hits = tag === 'Low risk' ? [] : [{ hit_id: `PEP-${about.id.slice(-5)}`, name, list_types: ['pep'] }];
  await api.call('POST', `/checks/${about.amlId}/result`, { hits });
};

const ruleOut: Step = async (api, about) => {
  const { body } = await api.call('GET', `/checks/aml/${about.amlId}`);
  const hitIds = hitIdsOf(body);
  if (hitIds.length === 0) return;
  const review = { action: 'ignore', hit_ids: hitIds, comment: 'Another year of birth.' };
  await api.call('PATCH', `/checks/aml/${about.amlId}/hits/review`, review);
};

const approveScreening: Step = async (api, about) => {
  const body = { action: 'approve', comment: 'No match.' };
  await api.call('PATCH', `/checks/aml/${about.amlId}/review`, body);
};

const note: Step = async (api, about) => {
  const content = 'The register of beneficial owners agrees with what the customer declared.';
  await api.call('POST', '/notes', { case_id: about.id, content });
};

const decide: Step = async (api, about) => {
  const rejected = about.subject.tag === 'High risk';
  await api.call('POST', `/cases/${about.id}/reviews`, {
    status: rejected ? 'rejected' : 'approved',
    comment: rejected ? 'The source of funds could not be shown.' : 'Complete and consistent.',
  });
};

const steps: readonly Step[] = [
  addCompany,
  addIndividual,
  startScreening,
  askForDocument,
  reportHit,
  ruleOut,
  approveScreening,
  note,
  decide,
];

function hitIdsOf(check: Answered): readonly string[] {
  // The shape of an AML check, as the API's documentation states it.
  const { hits } = check['data'] as { readonly hits: readonly { readonly id: string }[] };
  return hits.map(({ id }) => id);
}
