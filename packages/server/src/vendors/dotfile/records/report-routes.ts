import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { readRecordPage } from '../../../store/record-pages.ts';
import { send } from '../answer.ts';
import { workspaceOf } from '../caller.ts';
import type { DotfileOptions } from '../plugin.ts';
import type { OneCase } from './case-routes.ts';
import { parseBody } from './input.ts';
import { requestReport } from './report-changes.ts';
import { openLink, type ReportLink } from './report-link.ts';
import { reportFileKind } from './report-record.ts';

const timezoneLengthMax = 64;

/** Dotfile's `CaseReportParams`. */
const reportParams = z.strictObject({
  timezone: z
    .string({ error: 'Expected a time zone such as "Europe/Paris".' })
    .max(timezoneLengthMax)
    .refine(isTimezone, { error: 'Expected a time zone such as "Europe/Paris".' })
    .default('Europe/Paris'),
});

/** Reports of cases; the link to one needs no key. */
export function reportRoutes(scope: FastifyInstance, options: DotfileOptions): void {
  const { context, changeRecords } = options;
  const { now } = context;

  scope.post<OneCase>('/v1/cases/:id/generate-report', async (request, reply) => {
    const body = parseBody(reportParams, request.body ?? {});
    if (!body.ok) return send(reply, 204, body, now());
    const { timezone } = body.value;
    const base_url = `${options.publicUrl ?? originOf(request)}${scope.prefix}`;
    const workspaceId = workspaceOf(request).id;
    const asked = await requestReport(changeRecords, workspaceId, request.params.id, { timezone, base_url });
    return send(reply, 204, asked, now());
  });

  const withoutKey = { config: { withoutKey: true } };
  scope.get<{ Params: { token: string } }>('/v1/case-reports/:token', withoutKey, async (request, reply) => {
    const link = openLink(context.secretBox, request.params.token, now());
    const pdf = link.ok ? await readPdf(context.sql, link.value) : link;
    if (!pdf.ok || !link.ok) return send(reply, 200, pdf, now());
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="case-report-${link.value.reportId}.pdf"`)
      .send(pdf.value);
  });
}

async function readPdf(
  sql: DotfileOptions['context']['sql'],
  { workspaceId, reportId }: ReportLink,
): Promise<Result<Buffer>> {
  const { records } = await readRecordPage(sql, workspaceId, reportFileKind, {
    conditions: [{ kind: 'comparison', field: 'parent_id', operator: 'eq', value: reportId }],
    sort: [],
    page: { number: 1, size: 1 },
  });
  const [file] = records;
  if (file === undefined) return refused('not_found', 'The report has gone, and its case with it.');
  return accepted(Buffer.from(file.document.pdf_base64, 'base64'));
}

/** As the client named this server; behind a proxy that is trusted, as the proxy says. */
function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

function isTimezone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: text }).format(0) !== '';
  } catch {
    return false;
  }
}
