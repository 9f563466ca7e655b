import type { JobAnswer } from '@belfry/api';
import { Progress, Skeleton, Text } from '@mantine/core';
import { useJobs } from '../../api/jobs.ts';
import { Status } from '../../ui/status.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import classes from './job-list.module.css';
import { jobText } from './job-text.ts';

const jobsShownMax = 5;

/** Work on many deliveries of the webhook, the newest first, with how far it is. */
export function JobList({ webhookId }: { readonly webhookId: string }) {
  const { data, isPending } = useJobs(webhookId);
  if (isPending) return <Skeleton height={48} radius="md" />;
  if (data === undefined || data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing was retried, released or discarded yet.
      </Text>
    );
  }
  return (
    <ul className={classes['jobs']} aria-label="Jobs">
      {data.slice(0, jobsShownMax).map((job) => (
        <Job key={job.id} job={job} />
      ))}
    </ul>
  );
}

function Job({ job }: { readonly job: JobAnswer }) {
  const text = jobText(job);
  return (
    <li className={classes['job']}>
      <div className={classes['line']}>
        <Status tone={tones[job.state]}>{text.state}</Status>
        <span>{text.what}</span>
        <Text component="span" size="sm" c="dimmed" className="numeric" ml="auto">
          {text.progress} · <TimeText at={job.created_at} />
        </Text>
      </div>
      {job.state === 'running' && (
        <Progress
          mt={8}
          size="sm"
          value={job.total === 0 ? 0 : (job.processed / job.total) * 100}
          aria-label={`${text.what}: ${text.progress}`}
        />
      )}
      {job.error !== null && (
        <Text size="sm" c="var(--bad-text)" mt={4}>
          {visibleText(job.error)}
        </Text>
      )}
    </li>
  );
}

const tones = { running: 'info', succeeded: 'ok', failed: 'bad' } as const;
