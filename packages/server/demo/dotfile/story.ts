import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { PromisedEvent } from '../act.ts';
import type { ApiRequest, Stage } from '../stage.ts';
import { type Answered, textOf } from '../vendor.ts';
import { ofCase, ofCheck, ofMember } from './promises.ts';
import { mainCompany, namesakes, owner } from './records.ts';

/** The life of one case, from its creation to its approval. Every play is about a new one. */
export async function story(stage: Stage): Promise<void> {
  const opened = await openCase(stage);
  await screen(stage, opened);
  await stage.scene('The case is approved, until its next review in a year. One call changes two things.');
  const nextReviewAt = new Date(Date.now() + yearMs).toISOString().slice(0, 10);
  const body = { status: 'approved', comment: 'Both hits were other people.', next_review_at: nextReviewAt };
  await stage.request(
    { method: 'POST', route: '/cases/{id}/reviews', id: opened.externalId, body },
    async (review) => {
      const data = await readCase(stage, opened);
      const says = { status: 'approved', review, flags: ['all_checks_approved', 'first_collect_completed'] };
      return [
        ofCase('Case.Updated', 'Case.StatusUpdated', { data, says }),
        ofCase('Case.ReviewUpdated', null, { data, says }),
      ];
    },
  );
}

interface OpenedCase {
  /** The product's own, by which the API finds the case as well. */
  readonly externalId: string;
  readonly individual: Answered;
}

async function openCase(stage: Stage): Promise<OpenedCase> {
  const externalId = `customer-${randomBytes(externalIdBytes).toString('hex')}`;
  const aboutCase = {
    name: 'Test Inc.',
    external_id: externalId,
    tags: ['Medium risk'],
    metadata: { plan: 'growth' },
  };

  await stage.scene('A case is created for Test Inc.');
  const { id: caseId } = await stage.request(
    { method: 'POST', route: '/cases', body: aboutCase },
    async ({ id }) => {
      const says = { id, ...aboutCase, status: 'open', individuals: [], companies: [], flags: [] };
      return [ofCase('Case.Created', null, { data: await readCase(stage, { externalId }), says })];
    },
  );

  await stage.scene('The company is added to it.');
  const company = { case_id: caseId, ...mainCompany };
  await stage.request({ method: 'POST', route: '/companies', body: company }, async (added) => [
    ofMember('Company.Created', added, await readCase(stage, { externalId }), {
      case_id: caseId,
      name: 'Test Inc.',
    }),
  ]);

  await stage.scene('John Carter, its beneficial owner, is added.');
  const person = { case_id: caseId, ...owner };
  const individual = await stage.request(
    { method: 'POST', route: '/individuals', body: person },
    async (added) => [
      ofMember('Individual.Created', added, await readCase(stage, { externalId }), {
        case_id: caseId,
        last_name: 'CARTER',
      }),
    ],
  );
  return { externalId, individual };
}

/** The AML check of the owner, from its start to its approval. */
async function screen(stage: Stage, opened: OpenedCase): Promise<void> {
  await stage.scene('An AML check of John Carter is started. A flag of the case follows from it.');
  const individualId = textOf(opened.individual, 'id');
  const settings = { list_types: ['sanction', 'pep', 'adverse_media'], fuzziness: 0.4 };
  const { id: checkId } = await tellOfCheck(stage, opened, {
    request: { method: 'POST', route: '/checks/aml', body: { individual_id: individualId, settings } },
    event: 'Check.Started',
    status: 'processing',
    flags: ['first_collect_completed'],
    reviewerFollows: false,
  });
  const id = z.string().parse(checkId);

  await stage.scene('The secret of the CRM is rotated; its receiver does not know the new one yet.');
  await stage.rotateSecret();

  await stage.scene('The vendor reports two namesakes: a reviewer has to look at them.');
  const found = await tellOfCheck(stage, opened, {
    request: { method: 'POST', route: '/checks/{id}/result', id, body: { hits: namesakes } },
    event: 'Check.ReviewNeeded',
    status: 'need_review',
    flags: ['for_review', 'first_collect_completed'],
    reviewerFollows: true,
  });

  await stage.scene('The new secret is deployed to the receiver of the CRM.');
  stage.deploySecret();

  await stage.scene('The reviewer rules both namesakes out. The contract has no event for that.');
  const { data } = withHits.parse(found);
  const ruledOut = {
    action: 'ignore',
    hit_ids: data.hits.map((hit) => hit.id),
    comment: 'Another year of birth.',
  };
  await stage.request({ method: 'PATCH', route: '/checks/aml/{id}/hits/review', id, body: ruledOut });

  await stage.scene('Now the check can be approved.');
  const approval = { action: 'approve', comment: 'No match.' };
  await tellOfCheck(stage, opened, {
    request: { method: 'PATCH', route: '/checks/aml/{id}/review', id, body: approval },
    event: 'Check.Approved',
    status: 'approved',
    flags: ['all_checks_approved', 'first_collect_completed'],
    reviewerFollows: true,
  });
}

interface CheckStep {
  readonly request: ApiRequest;
  readonly event: string;
  /** Of the check, then. */
  readonly status: string;
  /** Of the case, then: they are others than before. */
  readonly flags: readonly string[];
  /** Whether the reviewer of the case has something to do now and had not before, or the other way round. */
  readonly reviewerFollows: boolean;
}

/** A change of the check is told of first, and then what followed from it for the case. */
async function tellOfCheck(stage: Stage, opened: OpenedCase, step: CheckStep): Promise<Answered> {
  return stage.request(step.request, async (check): Promise<readonly PromisedEvent[]> => {
    const data = await readCase(stage, opened);
    const { individual } = opened;
    const says = { flags: step.flags, reviewer_has_actions: step.status === 'need_review' };
    return [
      ofCheck(
        step.event,
        check,
        { holder: data, individual },
        { status: step.status, individual_id: individual['id'] },
      ),
      ofCase('Case.Updated', 'Case.FlagsUpdated', { data, says }),
      ...(step.reviewerFollows
        ? [ofCase('Case.Updated', 'Case.ReviewerHasActionsUpdated', { data, says })]
        : []),
    ];
  });
}

function readCase(stage: Stage, { externalId }: Pick<OpenedCase, 'externalId'>): Promise<Answered> {
  return stage.read(`/cases/${externalId}`);
}

const externalIdBytes = 4;
const yearMs = 365 * 24 * 60 * 60 * 1000;
const withHits = z.looseObject({ data: z.looseObject({ hits: z.array(z.looseObject({ id: z.string() })) }) });
