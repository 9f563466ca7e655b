import { z } from 'zod';
import { activity } from './activity-resources.ts';
import * as cases from './case-resources.ts';
import * as checks from './check-resources.ts';
import { samples } from './check-samples.ts';
import * as entities from './entity-resources.ts';
import * as notes from './note-resources.ts';
import * as webhooks from './resources.ts';
import { listOf } from './resources.ts';
import * as roots from './root-resources.ts';

/** What a success of a request is: its status, and the strict shape of its body; null where it has none. */
export interface AnswerShape {
  readonly status: number;
  readonly schema: z.ZodType | null;
}

const documentOrder = entities.company.shape.document_orders.element;
const availableDocument = z.strictObject({
  name: z.string(),
  product_ref: z.string(),
  vendor: z.enum(['inpi', 'kyckr', 'companies_house']),
  price_tier: z.string().regex(/^tier_[0-9]$/),
  delivery: z.enum(['instant', 'delayed']),
  delivery_time: z.int().nullable(),
  sample_url: z.string().nullable(),
});
const clientPortal = cases.detailedCase.shape.client_portal.unwrap();
const autonomyChatRun = z.strictObject({
  thread_id: cases.id,
  run_id: z.string(),
  outcome: z.enum(['completed', 'aborted', 'error']),
  last_message: z.string().nullable(),
  routine_id: cases.id.nullable(),
  routine_slug: z.string().nullable(),
});

/** Of every request of the API, by its route: "PATCH /cases/{id}". */
export const answerShapes: ReadonlyMap<string, AnswerShape> = new Map([
  one('GET /ping', webhooks.ping),
  ...resource('/webhooks', webhooks.webhook),
  one('GET /webhook-logs', listOf(webhooks.webhookLog)),
  one('GET /cases', listOf(cases.listedCase)),
  created('POST /cases', cases.createdCase),
  one('GET /cases/{id}', cases.detailedCase),
  one('PATCH /cases/{id}', cases.flatCase),
  none('DELETE /cases/{id}'),
  created('POST /cases/{id}/reviews', cases.caseReview),
  created('POST /cases/{id}/risks', cases.risk),
  one('GET /cases/{id}/tags', cases.tagList),
  created('POST /cases/{id}/tags', cases.tagList),
  one('DELETE /cases/{id}/tags', cases.tagList),
  one('GET /cases/{id}/notes', listOf(notes.note)),
  none('POST /cases/{id}/generate-report'),
  created('POST /cases/{id}/client-portal/wait-steps', clientPortal),
  one(
    'POST /cases/{id}/complete-client-portal-wait-step',
    z.strictObject({ completed_wait_step_keys: z.array(z.string()) }),
  ),
  created('POST /cases/{id}/relations', entities.relation),
  one('PATCH /cases/{id}/relations/{id}', entities.relation),
  none('DELETE /cases/{id}/relations/{id}'),
  ...resource('/individuals', entities.individual, entities.listedIndividual),
  one('POST /individuals/{id}/set-relevant', entities.individual),
  ...resource('/companies', entities.company, entities.listedCompany),
  one('POST /companies/{id}/set-relevant', entities.company),
  one('GET /companies/{id}/vendor-data', listOf(z.never())),
  one('GET /checks', listOf(checks.listedCheck)),
  none('DELETE /checks/{id}'),
  one('POST /checks/{id}/result', checks.check),
  ...samples.flatMap(({ path, type }) => checkShapes(path, type)),
  one('PATCH /checks/aml/{id}/hits/review', checkOf('aml')),
  one('PATCH /checks/aml/{id}/monitoring', checkOf('aml')),
  created('POST /checks/document/{id}/add_files', checkOf('document')),
  one('POST /checks/document/{id}/force_review', checkOf('document')),
  created('POST /checks/id_document/{id}/add_files', checkOf('id_document')),
  created('POST /checks/id_verification/{id}/refresh_url', checkOf('id_verification')),
  one('GET /document_types', listOf(checks.documentType)),
  ...resource('/notes', notes.note).slice(1),
  ...resource('/notes/{id}/comments', notes.comment).slice(1),
  one('GET /company-data/available-documents', z.strictObject({ data: z.array(availableDocument) })),
  created('POST /company-data/document-orders', documentOrder),
  one('GET /document-orders', listOf(documentOrder)),
  one('GET /document-orders/{id}', documentOrder),
  one('POST /document-orders/{id}/complete', documentOrder),
  one('POST /document-orders/{id}/fail', documentOrder),
  ...resource('/tags', cases.tag),
  ...resource('/templates', roots.template),
  ...resource('/users', roots.user),
  one('GET /activities', listOf(activity)),
  one('GET /activities/{id}', activity),
  created('POST /autonomy-chat-runs', autonomyChatRun),
  one('GET /autonomy-chat-runs/{id}', autonomyChatRun),
]);

type Entry = readonly [string, AnswerShape];

function one(route: string, schema: z.ZodType): Entry {
  return [route, { status: 200, schema }];
}

function created(route: string, schema: z.ZodType): Entry {
  return [route, { status: 201, schema }];
}

function none(route: string): Entry {
  return [route, { status: 204, schema: null }];
}

/** List, create, get, patch and delete; `listed`: how a page shows it, where that differs. */
function resource(path: string, schema: z.ZodType, listed: z.ZodType = schema): readonly Entry[] {
  return [
    one(`GET ${path}`, listOf(listed)),
    created(`POST ${path}`, schema),
    one(`GET ${path}/{id}`, schema),
    one(`PATCH ${path}/{id}`, schema),
    none(`DELETE ${path}/{id}`),
  ];
}

function checkShapes(path: string, type: string): readonly Entry[] {
  return [
    created(`POST /checks/${path}`, checkOf(type)),
    one(`GET /checks/${path}/{id}`, checkOf(type)),
    one(`PATCH /checks/${path}/{id}/review`, checkOf(type)),
  ];
}

function checkOf(type: string): z.ZodType {
  return checks.check.refine((check) => check.type === type, { error: `Expected a check of type ${type}.` });
}
