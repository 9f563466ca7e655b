import { assigneeId, rareTag } from './lists-seed.ts';

/** A list as a client asks for it. `cases` is how many there are in all. */
export interface ListQuery {
  readonly name: string;
  readonly query: (cases: number) => string;
}

const fixed = (name: string, query: string): ListQuery => ({ name, query: () => query });
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

export const listQueries: readonly ListQuery[] = [
  fixed('everything', ''),
  fixed('everything, 100 a page', 'limit=100'),
  fixed('newest first', 'sort=created_at.desc'),
  fixed('last active first', 'sort=last_activity_at.desc'),
  fixed('by name', 'sort=name'),
  { name: 'the page in the middle', query: (cases) => `page=${Math.floor(cases / 40)}` },
  { name: 'the last page', query: (cases) => `page=${Math.floor(cases / 20)}` },
  fixed('one status (50 %)', 'status.eq=open'),
  fixed('one status, last active first', 'status.eq=open&sort=last_activity_at.desc'),
  fixed('two statuses (20 %), newest first', 'status.in=approved,draft&sort=created_at.desc'),
  fixed('one tag (10 %)', 'tags.array_contains=Nordics'),
  fixed('one tag (20 cases)', `tags.array_contains=${rareTag}`),
  fixed('status and tag (5 %)', 'status.eq=open&tags.array_contains=Nordics'),
  fixed('one assignee (2 %), last active first', `assignee_id.eq=${assigneeId}&sort=last_activity_at.desc`),
  fixed('external id', 'external_id.eq=customer-77'),
  fixed('created in the last month (8 %)', `created_at.gte=${daysAgo(30)}`),
  fixed('updated in the last month, newest first', `updated_at.gte=${daysAgo(30)}&sort=created_at.desc`),
  fixed('open, active in the last month', `status.eq=open&last_activity_at.gte=${daysAgo(30)}`),
  fixed('a name that starts so (2 %)', 'name.like=Atlas%20Freight%201%25&sort=name'),
  fixed('a name that starts so (20 %)', 'name.like=Atlas%25&sort=name'),
  fixed('a name that holds this anywhere', 'name.ilike=%25freight 77%25'),
  fixed('without a tag (90 %)', 'tags.array_not_contains=Nordics'),
];
