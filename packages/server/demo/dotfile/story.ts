import { randomUUID } from 'node:crypto';
import type { PublishedEvent } from '@belfry/api';
import type { Scene } from '../act.ts';
import {
  approvedCase,
  caseContext,
  company,
  individual,
  newCase,
  type RecordIds,
  screening,
} from './records.ts';

/** The life of one case, from its creation to its approval. Every play is about a new case. */
export function story(): readonly Scene[] {
  const ids = { case: randomUUID(), company: randomUUID(), individual: randomUUID(), check: randomUUID() };
  return [
    scene(ids, 'A case is created for Test Inc.', (at) => ({ type: 'Case.Created', data: newCase(ids, at) })),
    scene(ids, 'The company is added to it.', (at) => ({
      type: 'Company.Created',
      context: { case: caseContext(ids, at) },
      data: company(ids, at),
    })),
    scene(ids, 'John Carter, its beneficial owner, is added.', (at) => ({
      type: 'Individual.Created',
      context: { case: caseContext(ids, at) },
      data: individual(ids, at),
    })),
    scene(ids, 'An AML check of John Carter is started.', (at) => ({
      type: 'Check.Started',
      ...check(ids, at, 'in_progress'),
    })),
    {
      kind: 'rotate_secret',
      title: 'The secret of the CRM is rotated; its receiver does not know the new one yet.',
    },
    scene(ids, 'The check finds a namesake: a reviewer has to look.', (at) => ({
      type: 'Check.ReviewNeeded',
      ...check(ids, at, 'need_review'),
    })),
    { kind: 'deploy_secret', title: 'The new secret is deployed to the receiver of the CRM.' },
    scene(ids, 'The reviewer rules the namesake out: the check is approved.', (at) => ({
      type: 'Check.Approved',
      ...check(ids, at, 'approved'),
    })),
    scene(ids, 'The case is approved.', (at) => ({
      type: 'Case.Updated',
      sub_type: 'Case.StatusUpdated',
      data: approvedCase(ids, at),
    })),
  ];
}

function scene(ids: RecordIds, title: string, eventAt: (at: string) => PublishedEvent): Scene {
  return {
    kind: 'event',
    title,
    event: () => {
      const at = new Date().toISOString();
      return { ...eventAt(at), subject: { case_id: ids.case }, occurred_at: at };
    },
  };
}

function check(ids: RecordIds, at: string, status: Parameters<typeof screening>[2]) {
  const { id, first_name, last_name } = individual(ids, at);
  return {
    context: { case: caseContext(ids, at), individual: { id, first_name, last_name }, company: null },
    data: screening(ids, at, status),
  };
}
