import type { alertStatuses, severities } from '@belfry/dialects/compilot';
import type { RecordKind, StoredRecord } from '../../../domain/record.ts';
import { customerKind } from './customer-record.ts';
import { type Resource, timesOf } from './resource.ts';

/** An alert as it is stored; its customer holds it. */
export interface AlertDocument {
  readonly severity: (typeof severities)[number];
  readonly status: (typeof alertStatuses)[number];
  readonly customerId: string;
  /** The customer's when the alert was opened. */
  readonly externalCustomerId: string | null;
  readonly scenarioAlertCount: number | null;
  readonly workflowName: string | null;
  readonly workflowId: string | null;
  readonly reason: string | null;
  /** Each once. */
  readonly tags: readonly AlertTag[];
}

/** A tag as alerts hold it. */
export interface AlertTag {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly createdAt: string;
  /** Tags never change. */
  readonly updatedAt: null;
}

export const alertKind: RecordKind<AlertDocument> = {
  name: 'compilot_alert',
  listing: (document) => ({
    externalId: null,
    name: null,
    status: document.status,
    terms: { severity: [document.severity], tag: document.tags.map(({ id }) => id) },
    texts: null,
    lastActivityAt: 0,
    dueAt: null,
  }),
};

export const alert: Resource<AlertDocument> = {
  kind: alertKind,
  name: 'alert',
  heldBy: customerKind,
  image: alertImage,
  subject: ({ id, document }) => ({ customer_id: document.customerId, alert_id: id }),
};

function alertImage(record: StoredRecord<AlertDocument>) {
  const { document } = record;
  return {
    id: record.id,
    severity: document.severity,
    status: document.status,
    externalCustomerId: document.externalCustomerId,
    customerId: document.customerId,
    scenarioAlertCount: document.scenarioAlertCount,
    workflowName: document.workflowName,
    workflowId: document.workflowId,
    reason: document.reason,
    ...timesOf(record),
    tags: document.tags,
  };
}

/** Tags are one and the same for all alerts of a workspace: a title with a type is one tag. */
export const alertTagKind: RecordKind<AlertTagName> = {
  name: 'compilot_alert_tag',
  listing: (document) => ({
    externalId: tagKey(document),
    name: document.title,
    status: null,
    terms: {},
    texts: null,
    lastActivityAt: 0,
    dueAt: null,
  }),
};

export interface AlertTagName {
  readonly title: string;
  readonly type: string;
}

/** As JSON, which is unambiguous, and in which every character can stand in an index. */
export function tagKey({ title, type }: AlertTagName): string {
  return JSON.stringify([type, title]);
}
