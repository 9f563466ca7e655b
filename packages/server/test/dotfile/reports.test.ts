import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createDueRecords } from '../../src/engine/due-records.ts';
import { makeSecretBox } from '../../src/runtime/secret-box.ts';
import { openDatabase } from '../../src/store/database.ts';
import { dueChanges } from '../../src/vendors/dotfile/records/due-changes.ts';
import { advanceReport } from '../../src/vendors/dotfile/records/report-changes.ts';
import { linkLifetimeMs, sealLink } from '../../src/vendors/dotfile/records/report-link.ts';
import { granted, secretBox } from '../engine-rig.ts';
import { extraActivity } from './activity-resources.ts';
import * as resources from './case-resources.ts';
import { note } from './note-resources.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';
import { listOf } from './resources.ts';

const startMs = Date.parse('2026-11-22T10:00:00.250Z');

const report = z.strictObject({
  download_url: z.url(),
  download_url_expire_at: resources.instant,
  generated_at: resources.instant,
});

let rig: RecordsRig;
beforeAll(async () => {
  rig = await recordsRig({ startMs });
  await rig.subscribe('all', ['CaseReport.Generated', 'Case.Created']);
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

type Clock = ReturnType<typeof createDueRecords>;
let clocks: Clock[] = [];
afterEach(async () => {
  await Promise.all(clocks.map((clock) => clock.stop()));
  clocks = [];
});

/** What sees to the due records in a process. */
function startClock(): void {
  const clock = createDueRecords({
    sql: rig.database.sql,
    now: rig.clock.now,
    changes: dueChanges({ context: rig.engine.context, changeRecords: rig.changeRecords }),
    metrics: rig.engine.metrics,
    log: { info: () => {}, warn: (fields) => expect.fail(JSON.stringify(fields)) },
  });
  clocks.push(clock);
  clock.start();
}

/** Time passes: what was asked for at a standing clock's time is due a moment later. */
function seeToIt(): void {
  rig.clock.advance(1_000);
  if (clocks.length === 0) startClock();
  for (const clock of clocks) clock.wake();
}

async function newCase(body: Readonly<Record<string, unknown>> = {}): Promise<resources.DetailedCase> {
  const created = await rig.createCase(body);
  await rig.calls(1);
  return created;
}

const ask = (caseId: string, body: unknown = {}) =>
  rig.call('POST', `/cases/${caseId}/generate-report`, { body });

async function reportOf(caseId: string, body?: unknown): Promise<z.infer<typeof report>> {
  expect((await ask(caseId, body)).status).toBe(204);
  seeToIt();
  const [call] = await rig.calls(1);
  expect(call?.body['event']).toBe('CaseReport.Generated');
  return report.parse(call?.body['report']);
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()));
  const { text } = await extractText(pdf, { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}

async function refusalOf(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.status).toBe(404);
  return z.looseObject({ message: z.string() }).parse(await response.json()).message;
}

describe('a report', () => {
  it('has the case, what it holds, the reviews, the notes and the calls about it', async () => {
    const holder = await newCase({ name: 'Fjordline Łódź 中', tags: ['VIP'], metadata: { plan: 'growth' } });
    const at = { case_id: holder.id };
    const created = z.looseObject({ id: resources.id });
    const post = (path: string, body: unknown, schema: z.ZodType<{ id: string }> = created) =>
      rig.answer('POST', path, schema, { status: 201, body });
    await post('/individuals', {
      ...at,
      first_name: 'Ελένη',
      last_name: 'Иванова',
      roles: [],
    });
    const company = await post('/companies', {
      ...at,
      type: 'main',
      name: 'Fjordline Coffee AS',
      country: 'NO',
    });
    await post('/checks/document', {
      company_id: company.id,
      settings: { document_type_key: 'registration_certificate' },
    });
    await post('/notes', { ...at, content: 'Called <b>twice</b>' }, note);
    await post(
      `/cases/${holder.id}/reviews`,
      { status: 'rejected', comment: 'Too vague.' },
      resources.caseReview,
    );
    const { download_url } = await reportOf(holder.id, { timezone: 'Asia/Tokyo' });
    const text = await textOf(download_url);
    for (const shown of [
      'Case report: Fjordline Łódź [U+4E2D]',
      '(Asia/Tokyo)',
      `id: ${holder.id}`,
      'tags: VIP',
      'metadata.plan: growth',
      'Ελένη Иванова',
      'Fjordline Coffee AS',
      'country: NO',
      'document of Fjordline Coffee AS: in_progress',
      'Called twice',
      'rejected by API key',
      'Too vague.',
      'Case.Created: succeeded',
      ': 200 from http://127.0.0.1:',
    ]) {
      expect(text).toContain(shown);
    }
  });

  it('is told of with its link and its case', async () => {
    const { id } = await newCase();
    const before = await rig.readCase(id);
    await ask(id);
    seeToIt();
    const [call] = await rig.calls(1);
    const context = z.looseObject({ case: z.looseObject({}) }).parse(call?.body['context']);
    expect(call?.body).toEqual({
      ...Object(rig.bodyOf('CaseReport.Generated', null, {})),
      context: { ...Object(rig.bodyOf('', null, {})).context, case: context.case },
      report: {
        download_url: expect.stringMatching(
          /^http:\/\/127\.0\.0\.1:\d+\/dotfile\/v1\/case-reports\/[A-Za-z0-9_-]+$/,
        ),
        download_url_expire_at: new Date(rig.clock.now() + 1 + linkLifetimeMs).toISOString(),
        generated_at: before.last_activity_at,
      },
    });
    expect(context.case).toMatchObject({ id, name: before.name });
    expect(await rig.readCase(id)).toEqual(before);
    const query = `/activities?case_id=${id}&include_extra_types=true`;
    const { data } = await rig.answer('GET', query, listOf(extraActivity));
    expect(data.map(({ type, changes }) => [type, changes])).toEqual([
      ['api__created__case', null],
      ['api__created__case_report', null],
      ['system__generated__case_report', null],
    ]);
  });

  it('is made once, however many processes see to it', async () => {
    const { id } = await newCase();
    const before = await rig.eventCount();
    for (let process = 0; process < 3; process++) startClock();
    await reportOf(id);
    await reportOf(id);
    expect(await rig.eventCount()).toBe(before + 2);
  });

  it('is made by another process where the one that began it was killed', async () => {
    const { id } = await newCase();
    await ask(id);
    const [due] = await rig.database.sql<{ id: string }[]>`
      select id from records where kind = 'case_report' and root_id = ${id}`;
    const reportId = due?.id ?? '';
    // The connection is gone when it has begun and is about to read.
    const sql = openDatabase(rig.database.url, {
      connectionsMax: 1,
      applicationName: 'killed',
      statementTimeoutMs: 1_000,
      connectTimeoutMs: 1_000,
    });
    await sql.end();
    const killed = { ...rig.engine.context, sql };
    rig.clock.advance(1_000);
    await expect(advanceReport(killed, rig.changeRecords, rig.workspaceId, reportId)).rejects.toThrow();
    const again = () => advanceReport(rig.engine.context, rig.changeRecords, rig.workspaceId, reportId);
    const before = await rig.eventCount();
    granted(await again());
    expect(await rig.eventCount()).toBe(before);
    rig.clock.advance(120_000);
    granted(await again());
    await rig.calls(1);
    expect(await rig.eventCount()).toBe(before + 1);
  });
});

describe('a link', () => {
  it('expires, and its report is deleted then', async () => {
    const { id } = await newCase();
    const { download_url, download_url_expire_at } = await reportOf(id);
    rig.clock.set(Date.parse(download_url_expire_at) - 1);
    await textOf(download_url);
    rig.clock.advance(1);
    const message = `The link expired at ${download_url_expire_at}. Ask for another report of the case.`;
    expect(await refusalOf(download_url)).toBe(message);
    seeToIt();
    await expect
      .poll(
        async () => {
          const kinds = ['case_report', 'case_report_file'];
          const [row] = await rig.database.sql<{ count: number }[]>`
            select count(*) as count from records where root_id = ${id} and kind = any(${kinds})`;
          return row?.count;
        },
        { timeout: 10_000 },
      )
      .toBe(0);
  });

  it('that was changed, or sealed by others or for another purpose, opens nothing', async () => {
    const { id } = await newCase();
    const { download_url } = await reportOf(id);
    const cut = download_url.lastIndexOf('/') + 1;
    const [base, token] = [download_url.slice(0, cut), download_url.slice(cut)];
    const link = { workspaceId: rig.workspaceId, reportId: id, expiresAt: rig.clock.now() + 1_000 };
    const flipped = token.slice(0, 40) + (token[40] === 'A' ? 'B' : 'A') + token.slice(41);
    const others = sealLink(makeSecretBox(new Uint8Array(32).fill(2)), link);
    const secret = Buffer.from(secretBox.seal('dotsecret.abc')).toString('base64url');
    for (const wrong of [flipped, token.slice(0, -2), `${token}=`, others, secret, 'x']) {
      expect(await refusalOf(base + wrong)).toBe('This is no link to a report, or it was changed.');
    }
    const otherWorkspace = sealLink(secretBox, { ...link, workspaceId: rig.otherWorkspaceId });
    expect(await refusalOf(base + otherWorkspace)).toContain('The report has gone');
  });

  it('opens nothing any more when its case was deleted', async () => {
    const { id } = await newCase();
    const { download_url } = await reportOf(id);
    await rig.call('DELETE', `/cases/${id}`);
    expect(await refusalOf(download_url)).toBe('The report has gone, and its case with it.');
  });
});

describe('what is not valid is refused by name, and nothing is rendered', () => {
  it.each([
    [{ timezone: 'Mars/Olympus' }, 'timezone: Expected a time zone'],
    [{ timezone: 1 }, 'timezone: Expected a time zone'],
    [{ language: 'fr' }, 'language: Is not known here.'],
  ])('%j', async (body, message) => {
    const { id } = await newCase();
    const refusal = await rig.refusal('POST', `/cases/${id}/generate-report`, { body });
    expect(refusal.status).toBe(400);
    expect(refusal.message).toContain(message);
  });

  it("a case that is not there, or another workspace's", async () => {
    const { id } = await newCase();
    const path = `/cases/${id}/generate-report`;
    expect(await rig.refusal('POST', path, { body: {}, key: rig.otherKey })).toMatchObject({ status: 404 });
    expect(await rig.refusal('POST', '/cases/none/generate-report')).toMatchObject({ status: 404 });
  });

  it('more than 20 reports of one case at a time', async () => {
    const { id } = await newCase();
    for (let count = 0; count < 20; count++) expect((await ask(id)).status).toBe(204);
    expect((await ask(id)).status).toBe(429);
    await rig.call('DELETE', `/cases/${id}`);
  });
});
