import { type JobAnswer, job, jobList } from '@belfry/api';
import type { Job } from '../domain/job.ts';
import { refused } from '../domain/refusal.ts';
import { findJob, listJobs } from '../store/jobs.ts';
import { workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { idParams, instantText, type Routes, refusals } from './route.ts';

const tags = ['Jobs'];

/** Older jobs can still be read by their ids. */
const jobsListedMax = 100;

export const jobRoutes: Routes = (api, context) => {
  api.get(
    '/jobs',
    {
      schema: {
        tags,
        summary: `List the newest ${jobsListedMax} jobs`,
        response: { 200: jobList, ...refusals },
      },
    },
    async (request) => {
      const jobs = await listJobs(context.sql, workspaceOf(request).id, jobsListedMax);
      return { data: jobs.map(presentJob) };
    },
  );
  api.get(
    '/jobs/:id',
    { schema: { tags, summary: 'Get a job', params: idParams, response: { 200: job, ...refusals } } },
    async (request) => {
      const found = await findJob(context.sql, workspaceOf(request).id, request.params.id);
      return presentJob(found ?? granted(refused('not_found', 'No job with this id in the workspace.')));
    },
  );
};

export function presentJob(job: Job): JobAnswer {
  return {
    id: job.id,
    type: job.type,
    webhook_id: job.webhookId,
    state: job.state,
    total: job.total,
    processed: job.processed,
    error: job.error,
    created_at: instantText(job.createdAt),
    updated_at: instantText(job.updatedAt),
  };
}
