import { z } from 'zod';
import { allSucceeded, untilDeliveries } from '../engine-rig.ts';
import type { ApiWalk } from './api-walk.ts';
import { samples } from './check-samples.ts';
import { type Members, newMembers, newOrder, person } from './entity-causes.ts';
import { newCase } from './event-cause.ts';

/** Calls every request of the API once at least, with much in what it answers. */
export async function callEveryRoute(walk: ApiWalk): Promise<void> {
  await walk.ask('GET /ping');
  const members = await newMembers(walk);
  await callCases(walk);
  await callEntities(walk, members);
  await callChecks(walk, members);
  await callNotes(walk, members);
  await callOrdersAndRuns(walk);
  await callRoots(walk);
  await callPortal(walk);
  await callWebhooks(walk);
  await walk.ask('GET /cases/{id}', [members.caseId]);
  await walk.ask('GET /cases', [], undefined, '?include_custom_properties=true&limit=100');
  const listed = await walk.ask('GET /activities', [], undefined, '?limit=100');
  await walk.ask('GET /activities/{id}', [firstOf(listed['data'])]);
}

const list = z.array(z.looseObject({ id: z.string() }));

function firstOf(data: unknown): string {
  return list.parse(data)[0]?.id ?? '';
}

async function callCases({ ask }: ApiWalk): Promise<void> {
  const lea = { first_name: 'Lea', last_name: 'Berg', email: 'lea@example.com' };
  const { id: assignee_id } = await ask('POST /users', [], lea);
  const { id: template_id } = await ask('POST /templates', [], { name: 'KYB', key: 'every route' });
  const { id } = await ask('POST /cases', [], {
    name: 'Fjordline Coffee AS',
    external_id: 'customer-1',
    status: 'draft',
    template_id,
    assignee_id,
    space_slug: 'space_aB3dE5gH7jK9',
    metadata: { plan: 'growth' },
    custom_properties: { sector: ['a', 'b'], score: -0.5, listed: false, color: 'green' },
    tags: ['Nordics'],
    companies: [{ type: 'main', name: 'Fjordline Coffee AS', country: 'NO' }],
    individuals: [person],
  });
  await ask('PATCH /cases/{id}', [id], { risk: { level: 'high', comment: 'Adverse media.' } });
  const risk = { level: 'medium', score: 42, components: { geography: 12.5 }, flags: { cash: true } };
  await ask('POST /cases/{id}/risks', [id], risk);
  await ask('POST /cases/{id}/reviews', [id], { status: 'rejected' });
  await ask('POST /cases/{id}/reviews', [id], {
    status: 'approved',
    comment: 'Fine.',
    reviewed_at: '2026-01-02T03:04:05+02:00',
    next_review_at: '2027-11-22',
  });
  await ask('POST /cases/{id}/tags', [id], { tags: ['VIP'] });
  await ask('DELETE /cases/{id}/tags', [id], { tags: ['VIP'] });
  await ask('GET /cases/{id}/tags', ['customer-1']);
  await ask('GET /cases/{id}', ['customer-1']);
  await ask('GET /cases', [], undefined, '?include_custom_properties=true&limit=100');
  await ask('POST /cases/{id}/generate-report', [id]);
  await ask('DELETE /cases/{id}', [await newCase({ ask })]);
}

const address = { street_address: '18 Skuteviksboder', city: 'Bergen', country: 'NO' };

async function callEntities(walk: ApiWalk, { caseId, main, individual, relation }: Members): Promise<void> {
  const { ask } = walk;
  await ask('PATCH /individuals/{id}', [individual], {
    birth_date: '1984-11-05',
    phone_number: '+4755012345',
    nationalities: ['NO'],
    gender: 'female',
    roles: ['shareholder'],
    address,
    banking_information: { iban: 'NO9386011117947', bic: 'DNBANOKKXXX' },
    custom_properties: { vip: true },
  });
  await ask('PATCH /companies/{id}', [main], {
    classifications: [{ type: 'NACE', code: '10.83', description: 'Coffee' }],
    registration_date: '1999-12-31',
    address,
    status: 'live',
    share_capital: '30000 NOK',
  });
  const change = { position: 'Owner', ownership_percentage: 51, roles: ['shareholder'] };
  await ask('PATCH /cases/{id}/relations/{id}', [caseId, relation], change);
  await ask('GET /companies/{id}/vendor-data', [main]);
  const other = await newMembers(walk);
  await ask('DELETE /cases/{id}/relations/{id}', [other.caseId, other.relation]);
  for (const [path, kept, gone] of [
    ['/individuals', individual, other.individual],
    ['/companies', main, other.affiliated],
  ] as const) {
    await ask(`GET ${path}/{id}`, [kept]);
    await ask(`GET ${path}`, [], undefined, '?limit=100');
    await ask(`POST ${path}/{id}/set-relevant`, [gone], { is_relevant: false });
    await ask(`DELETE ${path}/{id}`, [gone]);
  }
}

async function callChecks(walk: ApiWalk, { individual, main }: Members): Promise<void> {
  const { ask } = walk;
  for (const { path, on, settings, data } of samples) {
    const subject = { [`${on}_id`]: on === 'individual' ? individual : main };
    const { id } = await ask(`POST /checks/${path}`, [], { ...subject, ...(settings && { settings }) });
    const files = path === 'document' ? [{ upload_ref: 'scan' }] : [];
    if (files.length > 0) await ask('POST /checks/document/{id}/add_files', [id], { files });
    await ask('POST /checks/{id}/result', [id], { result: 'error', data });
    await ask(`PATCH /checks/${path}/{id}/review`, [id], { action: 'reject', comment: 'Unclear.' });
    await ask(`GET /checks/${path}/{id}`, [id]);
  }
  await callAml(walk, individual);
  const settings = { document_type_key: 'passport', document_analysis: analysis };
  const document = await ask('POST /checks/document', [], { individual_id: individual, settings });
  await ask('POST /checks/document/{id}/add_files', [document.id], { files: [{ upload_ref: 'scan' }] });
  await ask('POST /checks/document/{id}/force_review', [document.id]);
  const card = await ask('POST /checks/id_document', [], { individual_id: individual });
  await ask('POST /checks/id_document/{id}/add_files', [card.id], { front_upload_ref: 'front' });
  const verification = await ask('POST /checks/id_verification', [], { individual_id: individual });
  await ask('POST /checks/id_verification/{id}/refresh_url', [verification.id]);
  await ask('DELETE /checks/{id}', [verification.id]);
  await ask('GET /checks', [], undefined, '?limit=100');
  await ask('GET /document_types');
}

const analysis = {
  automatic_approval: true,
  automatic_rejection: false,
  parameters: { model: 'prompt', prompt: 'Is this a passport?' },
};

async function callAml({ ask }: ApiWalk, individual: string): Promise<void> {
  const { id } = await ask('POST /checks/aml', [], { individual_id: individual });
  const hits = ['one', 'two'].map((hit_id) => ({ hit_id, name: 'Ingrid', list_types: ['pep'] }));
  const reported = await ask('POST /checks/{id}/result', [id], { hits });
  const data = z.looseObject({ hits: list }).parse(reported['data']);
  const hit_ids = data.hits.map((hit) => hit.id);
  await ask('PATCH /checks/aml/{id}/hits/review', [id], { action: 'ignore', hit_ids });
  await ask('PATCH /checks/aml/{id}/monitoring', [id], { is_monitored: true });
  await ask('PATCH /checks/aml/{id}/review', [id], { action: 'approve' });
}

async function callNotes({ ask }: ApiWalk, { caseId }: Members): Promise<void> {
  const content = { content: 'Called <b>twice</b>.' };
  const again = { content: 'Called again.' };
  const { id } = await ask('POST /notes', [], { case_id: caseId, ...content });
  const comment = await ask('POST /notes/{id}/comments', [id], content);
  const ids = [id, comment.id];
  await ask('GET /notes/{id}/comments/{id}', ids);
  await ask('PATCH /notes/{id}/comments/{id}', ids, again);
  await ask('PATCH /notes/{id}', [id], again);
  await ask('GET /notes/{id}', [id]);
  await ask('GET /cases/{id}/notes', [caseId]);
  await ask('DELETE /notes/{id}/comments/{id}', ids);
  await ask('DELETE /notes/{id}', [id]);
}

async function callOrdersAndRuns(walk: ApiWalk): Promise<void> {
  const { ask } = walk;
  const order = await newOrder(walk);
  await ask('POST /document-orders/{id}/complete', [order], { file_id: 'file-1' });
  await ask('POST /document-orders/{id}/fail', [await newOrder(walk)]);
  await ask('GET /document-orders/{id}', [order]);
  await ask('GET /document-orders');
  const run = { outcome: 'completed', run_id: 'run/1', last_message: 'No hits.', routine_slug: 'screening' };
  await ask('POST /autonomy-chat-runs', [], run);
  await ask('GET /autonomy-chat-runs/{id}', ['run/1']);
}

/** Tags, templates and users. */
async function callRoots({ ask }: ApiWalk): Promise<void> {
  const lea = { first_name: 'Lea', last_name: 'Moen', email: 'moen@example.com' };
  for (const [path, body, change] of [
    ['/tags', { label: 'Short-lived' }, { label: 'Gone soon' }],
    ['/templates', { name: 'KYC', key: 'kyc' }, { description: 'For individuals.' }],
    ['/users', lea, { suspended_at: '2026-11-22T10:00:00.000Z' }],
  ] as const) {
    const { id } = await ask(`POST ${path}`, [], body);
    await ask(`PATCH ${path}/{id}`, [id], change);
    await ask(`GET ${path}/{id}`, [id]);
    await ask(`GET ${path}`, [], undefined, path === '/users' ? '?include_suspended=true' : '');
    await ask(`DELETE ${path}/{id}`, [id]);
  }
}

async function callPortal(walk: ApiWalk): Promise<void> {
  const id = await newCase(walk, { status: 'draft' });
  const step = { wait_step_key: 'documents_sent' };
  await walk.ask('POST /cases/{id}/client-portal/wait-steps', [id], step);
  await walk.ask('GET /cases/{id}', [id]);
  await walk.ask('POST /cases/{id}/complete-client-portal-wait-step', [id], step);
}

async function callWebhooks(walk: ApiWalk): Promise<void> {
  const { ask, rig } = walk;
  const { id } = await ask('POST /webhooks', [], { url: rig.sink.url, events: ['Case.Created'] });
  await newCase(walk);
  await untilDeliveries(rig.database.sql, rig.workspaceId, allSucceeded(1));
  await ask('PATCH /webhooks/{id}', [id], { status: 'offline' });
  await ask('GET /webhooks/{id}', [id]);
  await ask('GET /webhooks');
  await ask('GET /webhook-logs');
  await ask('DELETE /webhooks/{id}', [id]);
}
